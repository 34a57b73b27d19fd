// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OutboxTest {
    @Test
    void takesNoMoreFramesThanItsLimit() {
        var outbox = new Outbox(new QueueLimit(2, 100));
        assertThat(outbox.offer(new byte[1])).isEqualTo(Outbox.Outcome.QUEUED);
        assertThat(outbox.offer(new byte[1])).isEqualTo(Outbox.Outcome.QUEUED);
        assertThat(outbox.offer(new byte[1])).isEqualTo(Outbox.Outcome.FULL);
    }

    @Test
    void takesNoMoreBytesThanItsLimitAndFreesThemWhenTaken() {
        var outbox = new Outbox(new QueueLimit(10, 100));
        assertThat(outbox.offer(new byte[60])).isEqualTo(Outbox.Outcome.QUEUED);
        assertThat(outbox.offer(new byte[41])).isEqualTo(Outbox.Outcome.FULL);
        assertThat(outbox.offer(new byte[40])).isEqualTo(Outbox.Outcome.QUEUED);
        assertThat(outbox.take()).hasSize(2);
        assertThat(outbox.offer(new byte[100])).isEqualTo(Outbox.Outcome.QUEUED);
    }

    @Test
    void aBatchGathersSmallFramesInOrderAndStaysWithinAMessage() {
        var outbox = new Outbox(new QueueLimit(10_000, 1L << 30));
        for (int i = 0; i < 3; i++) {
            outbox.offer(new byte[] {(byte) i});
        }
        outbox.offer(new byte[PeerNetwork.MAX_PAYLOAD + FrameCodec.MAX_OVERHEAD]);
        outbox.offer(new byte[] {9});
        assertThat(outbox.take()).extracting(frame -> frame[0]).containsExactly((byte) 0, (byte) 1, (byte) 2);
        assertThat(outbox.take())
                .singleElement()
                .extracting(frame -> frame.length)
                .isEqualTo(PeerNetwork.MAX_PAYLOAD + FrameCodec.MAX_OVERHEAD);
        assertThat(outbox.take()).containsExactly(new byte[] {9});
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void closingCountsWhatWaitsAndTakesNothingMore() {
        var outbox = new Outbox(new QueueLimit(10, 100));
        outbox.offer(new byte[1]);
        outbox.offer(new byte[1]);
        assertThat(outbox.close()).isEqualTo(2);
        assertThat(outbox.offer(new byte[1])).isEqualTo(Outbox.Outcome.CLOSED);
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void aBackoffGrowsToASecondAndStartsAgainAfterSuccess() {
        var backoff = new Backoff(RandomGenerator.of("L64X128MixRandom"));
        assertThat(backoff.next().toMillis()).isBetween(25L, 50L);
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        assertThat(backoff.next().toMillis()).isBetween(500L, 1_000L);
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(25L, 50L);
    }
}
