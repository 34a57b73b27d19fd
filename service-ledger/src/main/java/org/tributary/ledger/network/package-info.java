// SPDX-License-Identifier: Apache-2.0
/// All chains of a node as the one chain that wallets see. Protocol §2, "One network height".
@NullMarked
package org.tributary.ledger.network;

import org.jspecify.annotations.NullMarked;
