// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// An edge provider: an account that is paid, its receipts, and their way to the network.
record Provider(String name, Wallet wallet, ReceiptBook book, BatchSubmitter submitter) {
    Address address() {
        return wallet.address();
    }

    void register() {
        wallet.execute(
                "register " + name,
                Call.of(
                        Reserved.REGISTRY,
                        Amount.ZERO,
                        Registry.REGISTER_PROVIDER.encodeCall(
                                AbiValue.of(Dapp.label(name)), AbiValue.of(wallet.address()))));
    }
}
