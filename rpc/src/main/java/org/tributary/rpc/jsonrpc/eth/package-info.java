// SPDX-License-Identifier: Apache-2.0
/// The methods of Ethereum that ask and that hand in, and how blocks, transactions and receipts look in
/// JSON. Everything is answered from the port [org.tributary.ledger.view.NetworkView]; the words and
/// shapes are geth's.
@NullMarked
package org.tributary.rpc.jsonrpc.eth;

import org.jspecify.annotations.NullMarked;
