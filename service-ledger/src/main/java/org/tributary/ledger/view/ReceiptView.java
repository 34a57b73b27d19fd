// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import org.tributary.primitives.Amount;

/// What became of a transaction.
///
/// @param cumulativeGasUsed of the block, up to and with this transaction
/// @param firstLogIndex block-wide index of the first of `logs`
public record ReceiptView(
        TransactionView transaction,
        TransactionView.Place place,
        boolean succeeded,
        long gasUsed,
        long cumulativeGasUsed,
        Amount effectiveGasPrice,
        int firstLogIndex,
        List<LogEntry> logs) {
    public ReceiptView {
        logs = List.copyOf(logs);
    }
}
