// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.remote.Stop;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.crypto.PrivateKey;

/// One client at one edge, on one ticket. For one thread.
final class EdgeSession {
    /// So that the opening may take three buckets: two of allowance after its start, and this one.
    private static final long LEAD = 1;

    /// A minute or two: longer than a demo serves.
    private static final long TICKET_BUCKETS = 300;

    private static final int ATTEMPTS = 5;

    private final EdgeClient edge;
    private final BucketClock clock;
    private final SessionMeter meter;
    private final PrivateKey client;

    private EdgeSession(EdgeClient edge, BucketClock clock, SessionMeter meter, PrivateKey client) {
        this.edge = edge;
        this.clock = clock;
        this.meter = meter;
        this.client = client;
    }

    /// Gets a ticket from the gateway and lodges it; a busy network may open it too late, and then gets another one.
    static EdgeSession open(
            EdgeClient edge, Gateway gateway, Address provider, long maxUnits, BucketClock clock, Stop stop) {
        var client = Keys.fresh();
        var reason = Optional.<String>empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var start = clock.now().plus(LEAD);
            var opening = gateway.issue(provider, client.publicKey(), maxUnits, start, start.plus(TICKET_BUCKETS - 1));
            reason = edge.lodge(opening);
            if (reason.isEmpty()) {
                stop.pause(clock.until(start));
                var meter = new SessionMeter(opening.ticket().ticket().hash(), client, gateway.domain());
                return new EdgeSession(edge, clock, meter, client);
            }
            stop.pause(Duration.ofMillis(clock.bucketMillis()));
        }
        throw new DemoFailed("the edge opened no ticket: " + reason.orElseThrow());
    }

    /// Downloads one object; receipts for buckets that end meanwhile are handed over at once. Returns its bytes.
    long download(String name) {
        var due = new ArrayList<SignedReceipt>();
        long bytes = edge.download(
                name,
                meter.ticket(),
                piece -> meter.received(piece, clock.now()).ifPresent(due::add));
        hand(due);
        return bytes;
    }

    /// Hands over the receipt of a bucket that is over.
    Optional<SignedReceipt> settle() {
        var due = meter.due(clock.now());
        hand(due.stream().toList());
        return due;
    }

    /// Waits until the last bucket in which something came is over, and hands over its receipt.
    Optional<SignedReceipt> end(Stop stop) {
        stop.pause(clock.until(clock.now().next()));
        return settle();
    }

    void hand(List<SignedReceipt> receipts) {
        if (!receipts.isEmpty()) {
            edge.hand(receipts);
        }
    }

    SignedReceipt claim(Bucket bucket, long total, PrivateKey signer) {
        return meter.receipt(bucket, total, signer);
    }

    Bucket now() {
        return clock.now();
    }

    PrivateKey client() {
        return client;
    }

    long received() {
        return meter.total();
    }
}
