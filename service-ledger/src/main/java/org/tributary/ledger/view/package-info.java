// SPDX-License-Identifier: Apache-2.0
/// The network as a wallet sees it: one height, one list of transactions per height. Protocol §2, "One network height".
///
/// Values and one port, which the node implements over its chains and `rpc` renders as JSON-RPC and gRPC.
@NullMarked
package org.tributary.ledger.view;

import org.jspecify.annotations.NullMarked;
