// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.rating.Meter;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.client.BucketClock;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.FetchFailed;
import org.tributary.node.client.TicketFile;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A demo's client at one edge, on a ticket that a gateway issued to it. For one thread.
final class ClientSession implements AutoCloseable {
    /// So that the opening may take three buckets: two of allowance after its start, and this one.
    private static final long LEAD = 1;

    /// A minute or two: longer than a demo serves.
    private static final long TICKET_BUCKETS = 300;

    private static final int ATTEMPTS = 5;

    private final EdgeSession session;
    private final URI edge;
    private final Domain domain;
    private final PrivateKey client;
    private final Meter meter;
    private final Bucket start;

    private ClientSession(EdgeSession session, URI edge, TicketFile ticket, PrivateKey client) {
        this.session = session;
        this.edge = edge;
        this.domain = ticket.domain();
        this.client = client;
        this.meter = Meter.of(ticket.ticket().kind());
        this.start = ticket.ticket().start();
    }

    /// Where a session is opened, and on whose tickets.
    record Host(HttpClient http, URI edge, Provider provider, Gateway gateway) {}

    /// Gets a ticket from the gateway and lodges it; a busy network may open it too late, and then gets
    /// another one.
    static ClientSession open(Host host, long maxUnits, Stage stage) {
        var client = Keys.fresh();
        var reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var start = stage.clock().now().plus(LEAD);
            var ticket = ticket(host, client, maxUnits, start, stage);
            try {
                var session = EdgeSession.open(
                        host.http(), host.edge(), ticket, client, stage.clock().time());
                stage.stop().pause(stage.clock().until(start));
                return new ClientSession(session, host.edge(), ticket, client);
            } catch (FetchFailed failed) {
                reason = String.valueOf(failed.getMessage());
            }
            stage.stop().pause(Duration.ofMillis(stage.clock().bucketMillis()));
        }
        throw new DemoFailed("the edge opened no ticket: " + reason);
    }

    private static TicketFile ticket(Host host, PrivateKey client, long maxUnits, Bucket start, Stage stage) {
        var spec = stage.endpoints().spec();
        var opening = host.gateway()
                .issue(host.provider().address(), client.publicKey(), maxUnits, start, start.plus(TICKET_BUCKETS - 1));
        return new TicketFile(
                spec.hash(), spec.chainId(), stage.chain(), stage.clock().bucketMillis(), opening);
    }

    /// Downloads one object and returns its bytes; what it signs meanwhile is at the edge then.
    long download(String name) {
        try {
            return session.fetch(edge.resolve("/" + name), OutputStream.nullOutputStream())
                    .bytes();
        } catch (IOException failed) {
            throw new DemoFailed(name + ": " + failed.getMessage(), failed);
        }
    }

    /// Hands over the receipts of buckets that are over.
    void settle() {
        try {
            session.settle();
        } catch (FetchFailed failed) {
            throw new DemoFailed(failed.getMessage() + "", failed);
        }
    }

    /// Hands over the session's last receipt.
    void end() {
        try {
            session.end();
        } catch (FetchFailed failed) {
            throw new DemoFailed(failed.getMessage() + "", failed);
        }
    }

    /// Hands over a receipt; the edge's reason where it does not take it.
    Optional<String> claim(SignedReceipt receipt) {
        try {
            session.hand(List.of(receipt));
            return Optional.empty();
        } catch (FetchFailed refused) {
            return Optional.of(refused.code());
        }
    }

    /// Any receipt on this session's ticket, also one that is not true.
    SignedReceipt receipt(Bucket bucket, long total, Hash content, PrivateKey signer) {
        return SignedReceipt.sign(meter.receipt(session.ticket(), bucket, total, true, content), domain, signer);
    }

    /// What a receipt states.
    long units(SignedReceipt receipt) {
        return meter.total(receipt.receipt());
    }

    /// What the client library does with this ticket.
    EdgeSession session() {
        return session;
    }

    URI edge() {
        return edge;
    }

    /// The ticket's first bucket.
    Bucket start() {
        return start;
    }

    BucketClock clock() {
        return session.clock();
    }

    PrivateKey client() {
        return client;
    }

    long received() {
        return session.received();
    }

    @Override
    public void close() {
        session.close();
    }
}
