// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// Takes in the frames of one peer and one priority, message by message and no faster than the peer's [Allowance].
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final PublicKey from;
    private final Priority priority;
    private final PeerHandler handler;
    private final Allowance allowance;
    private final PeerThreads threads;
    private final PeerCounters counters;

    Intake(
            PublicKey from,
            Priority priority,
            PeerHandler handler,
            Allowance allowance,
            PeerThreads threads,
            PeerCounters counters) {
        this.from = from;
        this.priority = priority;
        this.handler = handler;
        this.allowance = allowance;
        this.threads = threads;
        this.counters = counters;
    }

    /// Hands the frames on, one after the other. On one of the threads of the priority.
    ///
    /// @param next runs when the peer's next message may be read: now, or later on another thread
    void take(Frames frames, Runnable next) {
        int bytes = frames.getPacked().size();
        counters.bytesReceived.add(bytes);
        var unpacked = FrameCodec.unpack(frames, this::accept);
        if (!unpacked.whole()) {
            counters.drop(DropReason.MALFORMED);
        }
        var wait = allowance.spend(unpacked.frames(), bytes, System.nanoTime());
        if (wait.isPositive()) {
            counters.heldBack.increment();
            threads.later(next, wait);
        } else {
            next.run();
        }
    }

    private void accept(FrameCodec.Raw frame) {
        var topic = Topic.of(frame.topic()).filter(known -> known.priority() == priority);
        if (topic.isEmpty()) {
            counters.drop(DropReason.UNKNOWN_TOPIC);
            return;
        }
        var chain = hostedChain(handler, frame.chain());
        if (chain.isEmpty()) {
            counters.drop(DropReason.UNKNOWN_CHAIN);
            return;
        }
        counters.framesReceived.increment();
        try {
            handler.received(from, topic.get(), chain.get(), frame.payload());
        } catch (RuntimeException e) {
            // The peer's other frames may be sound: one that we cannot digest must not cost it the connection.
            counters.drop(DropReason.HANDLER_FAILED);
            LOG.warn("event=frame_failed peer={} topic={} chain={}", from, topic.get(), chain.get(), e);
        }
    }

    static Optional<ChainName> hostedChain(PeerHandler handler, String name) {
        try {
            return Optional.of(new ChainName(name)).filter(handler::hosts);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
