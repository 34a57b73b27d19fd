// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.demo.TraceSession.Use;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.network.TicketDesk;
import org.tributary.node.edge.network.TicketDesk.Lodged;
import org.tributary.node.remote.Stop;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A session of the log, replayed: its ticket, its key, and the receipts that wait until the ticket is open.
final class ReplaySession {
    private static final int ATTEMPTS = 30;

    private final TraceSession trace;
    private final Bucket base;
    private final PrivateKey client = Keys.fresh();
    private final BatchSubmitter inbox;
    private final List<SignedReceipt> waiting = new ArrayList<>();
    private Hash ticket = Hash.ZERO;
    private final Domain domain;
    private boolean open;

    /// @param base the network's bucket that is the log's bucket 0
    ReplaySession(TraceSession trace, Bucket base, BatchSubmitter inbox, Domain domain) {
        this.trace = trace;
        this.base = base;
        this.inbox = inbox;
        this.domain = domain;
    }

    /// Head-room above what the log says, so that no cap cuts it: an eighth, and 64 KiB.
    static long maxUnits(TraceSession trace) {
        return trace.bytes() + trace.bytes() / 8 + (64 << 10);
    }

    /// The ticket: from the session's first bucket to the end of its log day.
    Opening ticket(Gateway gateway, Provider provider) {
        var start = base.plus(trace.first());
        var end = base.plus((trace.day() + 1) * TracePlan.BUCKETS_PER_DAY - 1);
        var opening = gateway.issue(provider.address(), client.publicKey(), maxUnits(trace), start, end);
        ticket = opening.ticket().ticket().hash();
        return opening;
    }

    /// Lodges the ticket, again where the chain's clock is a little behind; nothing where it is open,
    /// else the reason.
    Optional<String> lodge(Opening opening, TicketDesk desk, Duration pause, Stop stop) {
        for (int attempt = 1; ; attempt++) {
            switch (desk.lodge(opening)) {
                case Lodged.Open _ -> {
                    opened();
                    return Optional.empty();
                }
                case Lodged.Refused refused -> {
                    boolean late = refused.code().equals("OPENED_TOO_LATE");
                    if (late || !refused.mayPass() || attempt == ATTEMPTS) {
                        return Optional.of(refused.code() + ": " + refused.message());
                    }
                }
            }
            stop.pause(pause);
        }
    }

    /// Signs the receipt for one bucket; it goes to the provider at once, or as soon as the ticket is open.
    synchronized void sign(Use use) {
        var receipt = new UsageReceipt(ticket, base.plus(use.bucket()), use.total(), 0, 0, true, Hash.ZERO);
        waiting.add(SignedReceipt.sign(receipt, domain, client));
        if (open) {
            deliver();
        }
    }

    private synchronized void opened() {
        open = true;
        deliver();
    }

    private void deliver() {
        if (!waiting.isEmpty() && !inbox.take(waiting)) {
            throw new DemoFailed("a provider has no room for receipts");
        }
        waiting.clear();
    }
}
