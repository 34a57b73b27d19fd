// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.crypto.PublicKey;

/// Makes the streams of one network. A peer's allowance is its own and lasts: another stream, or another
/// connection, does not bring another one.
final class Streams {
    /// Of bulk, to all peers together. A message costs as much as to check a transaction: so many take a few hundredths
    /// of a core, however large the committee is. What comes alone does not wait; what comes close together shares.
    private static final long MESSAGES_PER_SECOND = 600;

    private final PeerSettings settings;
    private final PeerHandler handler;
    private final PeerThreads threads;
    private final PeerCounters counters;
    private final IntSupplier peers;
    /// As many as the admission has ever taken: committees and those who follow them.
    private final Map<Account, Allowance> allowances = new ConcurrentHashMap<>();

    private record Account(PublicKey peer, Priority priority) {}

    /// @param peers how many are sent to
    Streams(PeerSettings settings, PeerHandler handler, PeerThreads threads, PeerCounters counters, IntSupplier peers) {
        this.settings = settings;
        this.handler = handler;
        this.threads = threads;
        this.counters = counters;
        this.peers = peers;
    }

    PeerThreads threads() {
        return threads;
    }

    OutgoingStream outgoing(PublicKey peer, Priority priority) {
        return new OutgoingStream(writer(priority), intake(peer, priority), threads.incoming(priority));
    }

    IncomingStream incoming(
            PublicKey peer, Priority priority, Predicate<PublicKey> admission, ServerCallStreamObserver<Frames> call) {
        return new IncomingStream(
                peer, intake(peer, priority), admission, writer(priority), threads.outgoing(priority), call);
    }

    private FrameWriter writer(Priority priority) {
        LongSupplier gatherNanos = switch (priority) {
            case URGENT -> () -> 0;
            case BULK -> () -> peers.getAsInt() * TimeUnit.SECONDS.toNanos(1) / MESSAGES_PER_SECOND;
        };
        return new FrameWriter(settings.limits(priority).queue(), threads.outgoing(priority), gatherNanos, counters);
    }

    private Intake intake(PublicKey peer, Priority priority) {
        var allowance = allowances.computeIfAbsent(
                new Account(peer, priority),
                _ -> new Allowance(settings.limits(priority).rate(), System.nanoTime()));
        return new Intake(peer, priority, handler, allowance, threads, counters);
    }
}
