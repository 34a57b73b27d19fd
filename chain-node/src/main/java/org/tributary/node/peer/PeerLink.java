// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.primitives.ChainName;

/// Our side towards one peer: dials, watches the connection, dials again. Lives from [PeerNetwork#addPeer] to
/// the close.
final class PeerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
    /// Handshake and welcome together; a peer that is slower counts as away.
    private static final long WELCOME_SECONDS = 5;

    private final SslContext tls;
    private final Streams streams;
    private final Duration requestTimeout;
    private final PeerCounters counters;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Semaphore reasonsToDial = new Semaphore(0);
    private final Thread keeper;
    private volatile PeerAddress address;
    private volatile @Nullable PeerConnection connection;
    private boolean connectedBefore;

    PeerLink(PeerAddress address, SslContext tls, Streams streams, Duration requestTimeout, PeerCounters counters) {
        this.address = address;
        this.tls = tls;
        this.streams = streams;
        this.requestTimeout = requestTimeout;
        this.counters = counters;
        this.keeper = Thread.ofVirtual()
                .name("peer-" + address.host() + ":" + address.port())
                .unstarted(this::keep);
    }

    void start() {
        keeper.start();
    }

    boolean connected() {
        return connection != null;
    }

    /// Queues the frame.
    ///
    /// @return whether there is a connection to queue it for
    boolean offer(Topic topic, byte[] frame) {
        var open = connection;
        if (open == null) {
            return false;
        }
        open.offer(topic, frame);
        return true;
    }

    CompletableFuture<Bytes> ask(Query query, ChainName chain, Bytes body) {
        var open = connection;
        return open == null
                ? CompletableFuture.failedFuture(
                        new PeerFailure(PeerFailure.Reason.NOT_CONNECTED, "the peer is not connected"))
                : open.ask(query, chain, body);
    }

    /// The peer shows signs of life, so there is no point in waiting longer before dialling.
    void peerIsUp() {
        if (connection == null) {
            reasonsToDial.release();
        }
    }

    void moveTo(PeerAddress newAddress) {
        if (!newAddress.equals(address)) {
            address = newAddress;
            var open = connection;
            if (open != null) {
                open.close();
            }
            reasonsToDial.release();
        }
    }

    private void keep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                connectOnce();
                pause();
            }
        } catch (InterruptedException e) {
            // This is how the link is closed.
            Thread.currentThread().interrupt();
        }
    }

    /// A peer that shows itself is dialled soon, and not again and again: it may be one that makes a show of
    /// it.
    private void pause() throws InterruptedException {
        if (reasonsToDial.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            reasonsToDial.drainPermits();
            backoff.reset();
            Thread.sleep(backoff.next());
        }
    }

    private void connectOnce() throws InterruptedException {
        try (var dialled = new PeerConnection(address, tls, streams, requestTimeout)) {
            dialled.open().get(WELCOME_SECONDS, TimeUnit.SECONDS);
            backoff.reset();
            connection = dialled;
            countConnection();
            dialled.ended().get();
            LOG.info("event=peer_lost peer={}", name());
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            LOG.debug("event=peer_away peer={} host={} port={}", name(), address.host(), address.port(), e);
        } finally {
            connection = null;
        }
    }

    private void countConnection() {
        counters.connections.increment();
        if (connectedBefore) {
            counters.reconnects.increment();
        }
        connectedBefore = true;
        LOG.info("event=peer_connected peer={} host={} port={}", name(), address.host(), address.port());
    }

    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The first bytes of the peer's key, which tell the peers of a log apart.
    private String name() {
        return address.consensusKey().toString().substring(0, 12);
    }
}
