// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.message.Message;
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
        var messages = new ArrayList<Message>();
        for (var body : SettleRows.of(proof, header.primary())) {
            messages.add(new Message(header.chain(), ChainName.MAIN, first + messages.size(), body));
        }
        return messages;
    }
}
