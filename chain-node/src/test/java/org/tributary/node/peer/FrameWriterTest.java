// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.CallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.node.peer.v1.Frames;

/// A message costs as much as to check a transaction: what comes close together shares one.
class FrameWriterTest {
    private static final byte[] FRAME = {1, 2, 3};

    private final PeerCounters counters = new PeerCounters();
    private final Call call = new Call();

    @Test
    void whatComesAloneDoesNotWait() {
        var writer = writer(Duration.ofHours(1));
        writer.offer(FRAME);
        assertThat(call.messages).hasSize(1);
    }

    @Test
    void whatComesSoonAfterWaitsForCompany() {
        var writer = writer(Duration.ofHours(1));
        writer.offer(FRAME);
        writer.offer(FRAME);
        writer.offer(FRAME);
        assertThat(call.messages).hasSize(1);
        writer.flush();
        assertThat(call.messages).hasSize(2);
        assertThat(counters.snapshot().framesSent()).isEqualTo(3);
    }

    @Test
    void withoutGatheringEveryFrameGoesAtOnce() {
        var writer = writer(Duration.ZERO);
        writer.offer(FRAME);
        writer.offer(FRAME);
        assertThat(call.messages).hasSize(2);
    }

    private FrameWriter writer(Duration gather) {
        var writer = new FrameWriter(new QueueLimit(100, 10_000), Runnable::run, gather::toNanos, counters);
        writer.writeTo(call);
        return writer;
    }

    /// A stream that is always ready.
    private static final class Call extends CallStreamObserver<Frames> {
        final List<Frames> messages = new ArrayList<>();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void onNext(Frames message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
