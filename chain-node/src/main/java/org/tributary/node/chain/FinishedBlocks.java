// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.main.AnchorSource;
import org.tributary.ledger.message.Message;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// What the other chains of this node have finished, for main to anchor.
public final class FinishedBlocks implements AnchorSource {
    private final Map<ChainName, Ledger> ledgers = new ConcurrentHashMap<>();

    public void add(ChainName chain, Ledger ledger) {
        ledgers.put(chain, ledger);
    }

    @Override
    public Optional<Anchor> finished(ChainName chain, Height after, Height mainHeight) {
        var ledger = ledgers.get(chain);
        if (ledger == null) {
            return Optional.empty();
        }
        var headers = new ArrayList<Header>();
        var messages = new ArrayList<Message>();
        for (var height = after.next(); headers.size() < Anchor.MAX_HEADERS; height = height.next()) {
            var header = ledger.height().isBefore(height) ? Optional.<Header>empty() : ledger.header(height);
            if (header.isEmpty() || !header.get().main().height().isBefore(mainHeight)) {
                break;
            }
            headers.add(header.get());
            for (var outbox : header.get().outboxes()) {
                messages.addAll(ledger.messages(outbox.destination(), outbox.first(), height, outbox.count()));
            }
        }
        return headers.isEmpty()
                ? Optional.empty()
                : ledger.blocks()
                        .certificate(headers.getLast().height())
                        .map(certificate -> new Anchor(headers, certificate, messages));
    }

    @Override
    public boolean waiting(ChainName chain, Height after) {
        var ledger = ledgers.get(chain);
        if (ledger == null) {
            return false;
        }
        for (var height = after.next(); !ledger.height().isBefore(height); height = height.next()) {
            if (ledger.header(height).filter(FinishedBlocks::isUseful).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUseful(Header header) {
        return !header.roots().transactions().equals(Hash.ZERO);
    }
}
