// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;

/// A transaction source that hands out what it was given, once.
final class QueuedTransactions implements TransactionSource {
    private final List<VerifiedTransaction> queue = new ArrayList<>();

    void add(SignedTransaction transaction) {
        queue.add(VerifiedTransaction.of(transaction).orElseThrow());
    }

    @Override
    public boolean hasExecutable() {
        return !queue.isEmpty();
    }

    @Override
    public List<VerifiedTransaction> select(long gasLimit, int maxBytes) {
        var all = List.copyOf(queue);
        queue.clear();
        return all;
    }

    @Override
    public Optional<Address> sender(SignedTransaction transaction) {
        return transaction.sender();
    }
}
