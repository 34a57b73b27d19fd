// SPDX-License-Identifier: Apache-2.0
/// Canonical bytes: RLP, one form per value, used for hashing, signing and disk. Protocol §1.
///
/// Decoding is total: hostile bytes give a [Decoded.Malformed], never an exception.
@NullMarked
package org.tributary.primitives.codec;

import org.jspecify.annotations.NullMarked;
