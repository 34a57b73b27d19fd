// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

class SlowPeerTest {
    /// Takes votes at once, and nothing of bulk until it is told to.
    private static final class SlowWithBulk implements PeerHandler {
        final CountDownLatch release = new CountDownLatch(1);
        final BlockingQueue<Topic> received = new LinkedBlockingQueue<>();

        @Override
        public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
            if (topic.priority() == Priority.BULK) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            received.add(topic);
        }

        @Override
        public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
            return Optional.empty();
        }
    }

    @Test
    void aFullQueueDropsAndCountsAndVotesStillPass() {
        var usual = TestNode.settings(0);
        var settings = new PeerSettings(
                usual.host(),
                0,
                usual.urgent(),
                new PeerLimits(new QueueLimit(16, 32 << 20), usual.bulk().rate()),
                usual.requestTimeout());
        var slow = new SlowWithBulk();
        var key = TestNode.key(2);
        try (var a = TestNode.start(1, settings);
                var b = PeerNetwork.start(
                        PeerIdentity.create(key, TestNode.GENESIS),
                        TestNode.settings(0),
                        List.of(a.address()),
                        _ -> false,
                        slow)) {
            a.network.addPeer(new PeerAddress(key.publicKey(), "127.0.0.1", b.port()));
            await().until(() -> !a.network.connected().isEmpty());

            var payload = Bytes.wrap(new byte[1 << 20]);
            int offered = 100;
            for (int i = 0; i < offered; i++) {
                a.network.broadcast(Topic.BATCH, ChainName.MAIN, payload);
            }
            long dropped = a.dropped(DropReason.QUEUE_FULL);
            assertThat(dropped).isPositive();

            a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, payload.slice(0, 100));
            await().until(() -> slow.received.contains(Topic.CONSENSUS));
            assertThat(slow.received).doesNotContain(Topic.BATCH);

            slow.release.countDown();
            await().until(() -> slow.received.size() == offered - dropped + 1);
        }
    }
}
