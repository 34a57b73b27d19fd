// SPDX-License-Identifier: Apache-2.0
/// Keys and signatures on secp256k1, Keccak-256 and the ECVRF of RFC 9381. Protocol §1.
///
/// The one package that calls Bouncy Castle and the native secp256k1. It draws no randomness: keys are made at the rim.
@NullMarked
package org.tributary.primitives.crypto;

import org.jspecify.annotations.NullMarked;
