// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.main.AnchorSource;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.message.Outbox;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// Offers main whatever one service chain has finished.
public final class ServiceBlocks implements AnchorSource {
    private Optional<Ledger> service = Optional.empty();

    public void of(Ledger ledger) {
        service = Optional.of(ledger);
    }

    @Override
    public Optional<Anchor> finished(ChainName chain, Height after, Height mainHeight) {
        var ledger = service.orElseThrow();
        if (!isOf(chain)) {
            return Optional.empty();
        }
        var headers = new ArrayList<Header>();
        var messages = new ArrayList<Message>();
        for (var height = after.next(); !height.isAfter(ledger.height()); height = height.next()) {
            var header = ledger.header(height).orElseThrow();
            if (header.main().height().isBefore(mainHeight) && headers.size() < Anchor.MAX_HEADERS) {
                headers.add(header);
                header.outboxes().forEach(outbox -> messages.addAll(sent(ledger, outbox)));
            }
        }
        return headers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Anchor(
                        headers,
                        ledger.blocks().certificate(headers.getLast().height()).orElseThrow(),
                        messages));
    }

    private static List<Message> sent(Ledger ledger, Outbox outbox) {
        return ledger.messages(ChainName.MAIN, outbox.first(), ledger.height(), outbox.count());
    }

    @Override
    public boolean waiting(ChainName chain, Height after) {
        return isOf(chain) && after.isBefore(service.orElseThrow().height());
    }

    private boolean isOf(ChainName chain) {
        return service.orElseThrow().chain().equals(chain);
    }
}
