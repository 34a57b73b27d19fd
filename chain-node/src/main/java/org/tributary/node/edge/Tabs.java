// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.network.TicketDesk;
import org.tributary.node.edge.network.TicketDesk.Lodged;
import org.tributary.primitives.Hash;

/// The tabs of all tickets that are open.
final class Tabs {
    /// A few kilobytes each. Tickets are valid for a day at most.
    private static final int MAX_TABS = 100_000;

    /// Each waits for a block of the service chain.
    private static final int CONCURRENT_OPENINGS = 64;

    private final EdgeTerms terms;
    private final BucketClock clock;
    private final ReceiptBook book;
    private final TicketDesk desk;
    private final Semaphore openings = new Semaphore(CONCURRENT_OPENINGS);
    private final ConcurrentMap<Hash, Tab> tabs = new ConcurrentHashMap<>();

    /// Begins with the tickets that the book has.
    Tabs(EdgeTerms terms, BucketClock clock, ReceiptBook book, TicketDesk desk) {
        this.terms = terms;
        this.clock = clock;
        this.book = book;
        this.desk = desk;
        for (var opening : book.openings()) {
            var hash = opening.ticket().ticket().hash();
            tabs.put(hash, Tab.restored(opening, terms, book.last(hash)));
        }
    }

    Optional<Tab> find(Hash ticket) {
        return Optional.ofNullable(tabs.get(ticket));
    }

    List<Tab> all() {
        return List.copyOf(tabs.values());
    }

    /// What came of a wish for a tab.
    sealed interface Opened {
        record Open(Tab tab) implements Opened {}

        record Refused(Refusal refusal) implements Opened {}
    }

    /// Lodges the ticket, unless it is open here already.
    Opened open(Opening opening) {
        var known = find(opening.ticket().ticket().hash());
        if (known.isPresent()) {
            return new Opened.Open(known.get());
        }
        var refusal = terms.refusal(opening, clock.now());
        if (refusal.isPresent()) {
            return new Opened.Refused(refusal.get());
        }
        if (tabs.size() >= MAX_TABS || !openings.tryAcquire()) {
            return new Opened.Refused(
                    new Refusal(Refusal.UNAVAILABLE, "RESOURCE_EXHAUSTED", "too many tickets; try again later"));
        }
        try {
            return switch (desk.lodge(opening)) {
                case Lodged.Open(var hash) -> new Opened.Open(opened(opening, hash));
                case Lodged.Refused refused -> new Opened.Refused(refusal(refused));
            };
        } finally {
            openings.release();
        }
    }

    private static Refusal refusal(Lodged.Refused refused) {
        // Another try may do where no node answered, or the pool's cover is on its way.
        int status = switch (refused.code()) {
            case "UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "UNKNOWN_POOL", "NOT_YET_VALID" ->
                Refusal.UNAVAILABLE;
            default -> Refusal.FORBIDDEN;
        };
        return new Refusal(status, refused.code(), refused.message());
    }

    /// On the disk first: after a restart its receipts must find it.
    private Tab opened(Opening opening, Hash hash) {
        book.opened(opening);
        book.sync();
        return tabs.computeIfAbsent(hash, fresh -> new Tab(opening, terms));
    }

    /// Forgets the tickets for which no receipt can come any more.
    void dropEnded() {
        var now = clock.now();
        tabs.forEach((hash, tab) -> {
            if (now.isAfter(terms.rules().acceptanceEnd(tab.ticket().end()))) {
                tabs.remove(hash);
                book.dropped(hash);
            }
        });
    }
}
