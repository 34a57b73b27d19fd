// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.crypto.PublicKey;

/// Makes the streams of one network. A peer's allowance is its own and lasts: another stream, or another
/// connection, does not bring another one.
final class Streams {
    /// A message costs as much as to check a transaction, so those that come close together share one. A single one
    /// does not wait.
    private static final Duration GATHER = Duration.ofMillis(5);

    private final PeerSettings settings;
    private final PeerHandler handler;
    private final PeerThreads threads;
    private final PeerCounters counters;
    /// As many as the admission has ever taken: committees and those who follow them.
    private final Map<Account, Allowance> allowances = new ConcurrentHashMap<>();

    private record Account(PublicKey peer, Priority priority) {}

    Streams(PeerSettings settings, PeerHandler handler, PeerThreads threads, PeerCounters counters) {
        this.settings = settings;
        this.handler = handler;
        this.threads = threads;
        this.counters = counters;
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
        var gather = switch (priority) {
            case URGENT -> Duration.ZERO;
            case BULK -> GATHER;
        };
        return new FrameWriter(settings.limits(priority).queue(), threads.outgoing(priority), gather, counters);
    }

    private Intake intake(PublicKey peer, Priority priority) {
        var allowance = allowances.computeIfAbsent(
                new Account(peer, priority),
                _ -> new Allowance(settings.limits(priority).rate(), System.nanoTime()));
        return new Intake(peer, priority, handler, allowance, threads, counters);
    }
}
