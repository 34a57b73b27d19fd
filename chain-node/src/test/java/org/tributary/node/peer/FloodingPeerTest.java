// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;

/// More flooding members than there are threads to take their frames in.
class FloodingPeerTest {
    private static final int FLOODERS = 3;
    private static final int BURST = 4_000;
    private static final int FRAME_BYTES = 1_024;
    /// What gathers in one message of a flood.
    private static final int FRAMES_PER_MESSAGE = 128;
    private static final RateLimit SLOW = new RateLimit(100, 64 << 20);

    private static PeerSettings slowIntake() {
        var usual = TestNode.settings(0);
        return new PeerSettings(
                usual.host(),
                0,
                new PeerLimits(usual.urgent().queue(), SLOW),
                usual.bulk(),
                Duration.ofSeconds(10));
    }

    @Test
    void aFloodIsReadAtThePeersRateAndOthersAreHeardMeanwhile() {
        try (var node = TestNode.start(1, slowIntake());
                var a = TestNode.start(2);
                var b = TestNode.start(3);
                var c = TestNode.start(4);
                var honest = TestNode.start(5)) {
            for (var peer : new TestNode[] {a, b, c, honest}) {
                TestNode.connect(node, peer);
                await().until(() -> !peer.network.connected().isEmpty());
            }
            long start = System.nanoTime();
            for (var flooder : new TestNode[] {a, b, c}) {
                for (int i = 0; i < BURST; i++) {
                    flooder.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.wrap(new byte[FRAME_BYTES]));
                }
            }
            await().until(() -> node.network.traffic().heldBack() >= FLOODERS);
            honest.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(2));
            await().until(() -> node.received.stream().anyMatch(frame -> frame.from().equals(honest.key())));

            // What was saved up, what the time since was good for, and a last message that exceeds it.
            long seconds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
            long each = SLOW.frames() * (1 + seconds) + FRAMES_PER_MESSAGE;
            assertThat((long) node.received.size()).isLessThanOrEqualTo(1 + FLOODERS * each);
        }
    }
}
