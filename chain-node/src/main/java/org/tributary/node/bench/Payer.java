// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.crypto.PrivateKey;

/// One account's transfers, signed beforehand, and how far they have got.
final class Payer {
    /// Enough for several blocks. A long row in the pools would only be moved about: transactions that wait for
    /// a minute say nothing about the network.
    static final int MAX_WAITING = 16;

    /// A transfer that is not in a block after so long was lost on its way, and is sent again. Far longer than a slow
    /// network takes for all that waits: what is sent twice would make it slower still.
    static final long LOST_MILLIS = 60_000;

    private final ChainSpec spec;
    private final PrivateKey key;
    private final List<String> signed = new ArrayList<>();
    private int sent;
    private int committed;
    private long movedMillis;

    Payer(ChainSpec spec, PrivateKey key) {
        this.spec = spec;
        this.key = key;
    }

    Address address() {
        return key.address();
    }

    /// A signed transfer.
    ///
    /// @param raw the canonical bytes in hex
    record Transfer(Payer payer, int nonce, String raw) {}

    /// The next transfer, signed but not sent.
    synchronized SignedTransaction sign(Address receiver) {
        var transaction = FeeMarketTransaction.flat(
                spec.chainId(),
                signed.size(),
                spec.token().gasPrice().units(),
                VerifiedTransaction.BASE_GAS,
                Call.transfer(receiver, Amount.of(1)));
        var transfer = SignedTransaction.sign(transaction, key);
        signed.add(transfer.encoded().toHexString());
        return transfer;
    }

    /// Takes transfers to send, in the order of nonces: none where enough are waiting already.
    synchronized List<Transfer> take(int atMost, long nowMillis) {
        if (sent > committed && nowMillis - movedMillis > LOST_MILLIS) {
            sent = committed;
            movedMillis = nowMillis;
        }
        var taken = new ArrayList<Transfer>();
        while (taken.size() < atMost && sent < signed.size() && sent - committed < MAX_WAITING) {
            if (sent == committed) {
                movedMillis = nowMillis;
            }
            taken.add(new Transfer(this, sent, signed.get(sent)));
            sent++;
        }
        return taken;
    }

    /// The transfer was refused: it and what follows it have to be sent again.
    synchronized void again(int nonce) {
        sent = Math.max(committed, Math.min(sent, nonce));
    }

    /// What waits may have died with the node that had it.
    synchronized void again() {
        again(committed);
    }

    /// One more of this account's transfers stands in a block.
    synchronized void committed(long nowMillis) {
        committed++;
        sent = Math.max(sent, committed);
        movedMillis = nowMillis;
    }

    synchronized boolean unsent() {
        return sent < signed.size();
    }

    synchronized boolean done() {
        return committed == signed.size();
    }
}
