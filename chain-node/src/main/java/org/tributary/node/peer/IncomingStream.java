// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.peer.v1.Frames;
import org.tributary.node.peer.v1.Welcome;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// The frames of one peer and one priority, as they come. gRPC delivers the next batch when this one is done with.
final class IncomingStream implements StreamObserver<Frames> {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingStream.class);

    private final PublicKey from;
    private final Priority priority;
    private final PeerHandler handler;
    private final Predicate<PublicKey> admission;
    private final PeerCounters counters;
    private final StreamObserver<Welcome> replies;
    private boolean over;

    IncomingStream(
            PublicKey from,
            Priority priority,
            PeerHandler handler,
            Predicate<PublicKey> admission,
            PeerCounters counters,
            StreamObserver<Welcome> replies) {
        this.from = from;
        this.priority = priority;
        this.handler = handler;
        this.admission = admission;
        this.counters = counters;
        this.replies = replies;
    }

    @Override
    public void onNext(Frames frames) {
        if (over) {
            return;
        }
        if (!admission.test(from)) {
            over = true;
            replies.onError(Status.PERMISSION_DENIED
                    .withDescription("no longer a peer of this node")
                    .asRuntimeException());
            return;
        }
        counters.bytesReceived.add(frames.getPacked().size());
        if (!FrameCodec.unpack(frames, this::accept)) {
            counters.drop(DropReason.MALFORMED);
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

    @Override
    public void onError(Throwable failure) {
        // The peer's link is broken. It will dial again; there is nothing here to clean up.
        over = true;
    }

    @Override
    public void onCompleted() {
        over = true;
        replies.onCompleted();
    }
}
