// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;

class PeerNetworkTest {
    private static final Bytes VOTE = Bytes.fromHexString("0xc0ffee");

    @Test
    void aBroadcastReachesEveryOtherNodeAndNamesItsSender() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2);
                var c = TestNode.start(3);
                var d = TestNode.start(4)) {
            TestNode.connect(a, b, c, d);
            for (var node : List.of(a, b, c, d)) {
                await().until(() -> node.network.connected().size() == 3);
            }
            for (var sender : List.of(a, b, c, d)) {
                sender.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
            }
            for (var node : List.of(a, b, c, d)) {
                await().until(() -> node.received.size() == 3);
                assertThat(node.received)
                        .extracting(TestNode.Received::from)
                        .doesNotContain(node.key())
                        .doesNotHaveDuplicates();
                assertThat(node.received)
                        .allMatch(r -> r.topic() == Topic.CONSENSUS
                                && r.chain().equals(ChainName.MAIN)
                                && r.payload().equals(VOTE));
            }
        }
    }

    @Test
    void framesOfOnePriorityArriveInOrderAndCoalesce() {
        int count = 3_000;
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            TestNode.connect(a, b);
            await().until(() -> a.network.connected().equals(List.of(b.key())));
            IntStream.range(0, count)
                    .forEach(i -> a.network.send(b.key(), Topic.ACK, TestNode.CDN, Bytes.ofUnsignedInt(i)));
            await().until(() -> b.received.size() == count);
            assertThat(b.received)
                    .extracting(r -> r.payload().toInt())
                    .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
            assertThat(a.network.traffic().framesSent()).isEqualTo(count);
            assertThat(a.network.traffic().messagesSent()).isLessThan(count / 2);
            // Topic, two lengths, "cdn" and a number of four bytes each.
            assertThat(a.network.traffic().bytesSent()).isEqualTo(count * 13L);
            assertThat(b.network.traffic().bytesReceived()).isEqualTo(count * 13L);
        }
    }

    @Test
    void everyTopicArrivesAsItself() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            TestNode.connect(a, b);
            await().until(() -> !a.network.connected().isEmpty());
            for (var topic : Topic.values()) {
                a.network.broadcast(topic, TestNode.CDN, VOTE);
            }
            await().until(() -> b.received.size() == Topic.values().length);
            assertThat(b.received).extracting(TestNode.Received::topic).containsExactlyInAnyOrder(Topic.values());
        }
    }

    @Test
    void theLargestPayloadArrivesAndOneByteMoreIsDroppedAtTheSender() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            TestNode.connect(a, b);
            await().until(() -> !a.network.connected().isEmpty());
            a.network.broadcast(Topic.BATCH, TestNode.CDN, Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD + 1]));
            a.network.send(b.key(), Topic.BATCH, TestNode.CDN, Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD + 1]));
            a.network.broadcast(Topic.BATCH, TestNode.CDN, Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD]));
            a.network.broadcast(Topic.BATCH, TestNode.CDN, VOTE);
            await().until(() -> b.received.size() == 2);
            assertThat(b.received).extracting(r -> r.payload().size()).containsExactly(PeerNetwork.MAX_PAYLOAD, 3);
            assertThat(a.dropped(DropReason.OVERSIZE)).isEqualTo(2);
        }
    }

    @Test
    void aChainThatIsNotHostedIsDroppedAndTheConnectionSurvives() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            TestNode.connect(a, b);
            await().until(() -> !a.network.connected().isEmpty());
            a.network.broadcast(Topic.CONSENSUS, new ChainName("shard-9"), VOTE);
            a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
            await().until(() -> b.received.size() == 1);
            assertThat(b.dropped(DropReason.UNKNOWN_CHAIN)).isEqualTo(1);
            assertThat(a.network.traffic().reconnects()).isZero();
        }
    }

    @Test
    void aPeerThatRestartsIsReconnectedByItself() {
        try (var a = TestNode.start(1)) {
            var b = TestNode.start(2);
            TestNode.connect(a, b);
            // By its own link: b may have dialled first, and then nothing is connected anew later.
            await().until(() -> a.network.traffic().connections() == 1);
            int port = b.network.port();
            b.close();
            await().until(() -> a.network.connected().isEmpty());
            a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
            assertThat(a.dropped(DropReason.NOT_CONNECTED)).isEqualTo(1);

            try (var again = TestNode.start(2, TestNode.settings(port))) {
                again.network.addPeer(a.address());
                await().until(() -> !a.network.connected().isEmpty());
                a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
                await().until(() -> again.received.size() == 1);
                await().until(() -> a.network.traffic().reconnects() >= 1);
            }
        }
    }

    @Test
    void aPeerThatComesBackElsewhereIsFollowed() {
        try (var a = TestNode.start(1)) {
            var b = TestNode.start(2);
            TestNode.connect(a, b);
            await().until(() -> !a.network.connected().isEmpty());
            b.close();
            try (var moved = TestNode.start(2)) {
                TestNode.connect(a, moved);
                await().until(() -> !a.network.connected().isEmpty());
                a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
                await().until(() -> moved.received.size() == 1);
            }
        }
    }

    @Test
    void aRemovedPeerIsNeitherSentToNorHeard() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            TestNode.connect(a, b);
            await().until(() ->
                    !a.network.connected().isEmpty() && !b.network.connected().isEmpty());
            b.network.removePeer(a.key());
            a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
            await().until(() -> a.network.connected().isEmpty());
            b.network.send(a.key(), Topic.CONSENSUS, ChainName.MAIN, VOTE);
            assertThat(b.dropped(DropReason.UNKNOWN_PEER)).isEqualTo(1);
            assertThat(b.received).isEmpty();
        }
    }

    @Test
    void closingLeavesNoThreadThatKeepsTheProcessAlive() {
        var before = threads();
        var a = TestNode.start(1);
        var b = TestNode.start(2);
        TestNode.connect(a, b);
        await().until(() -> !a.network.connected().isEmpty());
        a.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, VOTE);
        await().until(() -> b.received.size() == 1);
        a.close();
        b.close();
        // A pool has terminated when its last thread has nothing left to do, a moment before that thread is gone.
        await().untilAsserted(() -> {
            var left = new ArrayList<>(threads());
            left.removeAll(before);
            // The waiting itself has a thread too.
            left.removeIf(thread -> thread.getName().startsWith("awaitility"));
            assertThat(left).filteredOn(thread -> !thread.isDaemon()).isEmpty();
            assertThat(left)
                    .filteredOn(thread -> thread.getName().startsWith("peer-"))
                    .isEmpty();
        });
    }

    @Test
    void aBusyPortIsSaidByItsNumber() {
        try (var a = TestNode.start(1)) {
            int port = a.network.port();
            assertThatThrownBy(() -> TestNode.start(2, TestNode.settings(port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    private static List<Thread> threads() {
        return List.copyOf(Thread.getAllStackTraces().keySet());
    }
}
