// SPDX-License-Identifier: Apache-2.0
/// EIP-712: how off-chain objects become 32-byte digests that wallets can show and sign. Protocol §1 and §7.
@NullMarked
package org.tributary.primitives.typed;

import org.jspecify.annotations.NullMarked;
