// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.message.MessageBody.SettleRow;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.message.Outbox;
import org.tributary.primitives.ChainName;

/// The messages to main that a window's ratings become: a function of the window and of the block that closed it.
final class SettlementMessages {
    private SettlementMessages() {}

    /// What the header says that its block sends to main; empty where it sends nothing.
    static List<Outbox> committed(Header header) {
        return header.outboxes().stream()
                .filter(outbox -> outbox.destination().equals(ChainName.MAIN))
                .toList();
    }

    /// @param first sequence of the first message
    static List<Message> of(Header header, ProofOfBandwidth proof, long first) {
        var rows = proof.ratings().stream()
                .filter(rating -> !rating.amount().isZero())
                .map(SettlementMessages::row)
                .toList();
        var messages = new ArrayList<Message>();
        for (int from = 0; from < rows.size(); from += MessageBody.MAX_ROWS) {
            var part = rows.subList(from, Math.min(rows.size(), from + MessageBody.MAX_ROWS));
            var body = new SettleRows(proof.window(), header.primary(), part);
            messages.add(new Message(header.chain(), ChainName.MAIN, first + messages.size(), body));
        }
        return messages;
    }

    private static SettleRow row(RatingRow rating) {
        var key = rating.key();
        return new SettleRow(key.pool(), key.provider(), key.priceCard(), rating.units(), rating.amount());
    }
}
