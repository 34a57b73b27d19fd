// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.message.Message;
import org.tributary.primitives.Height;

/// Finds the block in which a chain consumed a message. Cursors never fall, so a binary search over headers does.
final class Consumption {
    private final Ledger ledger;

    Consumption(Ledger ledger) {
        this.ledger = ledger;
    }

    boolean isFinal(Message message) {
        return isAfter(ledger.height(), message);
    }

    /// Nothing while the message waits.
    Optional<ProvenOutcome> find(Message message) {
        var head = ledger.height();
        if (!isAfter(head, message)) {
            return Optional.empty();
        }
        long before = 0;
        long after = head.number();
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            if (isAfter(new Height(middle), message)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return ProvenOutcome.of(ledger.blocks(), new Height(after), message.hash());
    }

    /// Whether the block at `height` or one before it has consumed the message.
    private boolean isAfter(Height height, Message message) {
        return ledger.header(height).orElseThrow().cursor(message.source()) > message.sequence();
    }
}
