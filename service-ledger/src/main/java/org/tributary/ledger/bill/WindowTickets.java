// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.merge.PayerMerge;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Hash;

/// The tickets that one window of a bill has receipts of.
final class WindowTickets {
    private final TicketBook book;
    private final TreeMap<Hash, WindowTicket> tickets = new TreeMap<>();

    WindowTickets(TicketBook book) {
        this.book = book;
    }

    Optional<WindowTicket> ticket(Hash hash) {
        var known = tickets.get(hash);
        if (known != null) {
            return Optional.of(known);
        }
        var found = book.ticket(hash).map(opened -> new WindowTicket(hash, opened, book.usage(hash)));
        found.ifPresent(ticket -> tickets.put(hash, ticket));
        return found;
    }

    boolean isSigned(SignedReceipt receipt) {
        return book.ticket(receipt.receipt().ticket())
                .filter(opened -> receipt.isSignedBy(opened.ticket().client(), book.domain()))
                .isPresent();
    }

    /// Merges what the tickets took as the chain has to, and writes it into the book. Returns the rows.
    List<RowLeaves> merge() {
        var pools = new TreeMap<Hash, List<WindowTicket>>();
        tickets.values()
                .forEach(ticket -> pools.computeIfAbsent(ticket.opened().pool(), _ -> new ArrayList<>())
                        .add(ticket));
        pools.values().forEach(pool -> PayerMerge.finish(pool, book::room).forEach(book::count));
        tickets.values().forEach(book::count);
        return PayerMerge.rows(tickets.values());
    }

    /// In the order of their hashes.
    Collection<WindowTicket> all() {
        return tickets.values();
    }
}
