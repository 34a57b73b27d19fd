// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// A node hears what it should also from those that cannot dial it: on the connection that it opened itself.
class PeerPushTest {
    private static final int DEAD_PORT = 1;

    private final TestNode caller = TestNode.start(2);
    private final PeerNetwork node = PeerNetwork.start(
            PeerIdentity.create(TestNode.key(1), TestNode.GENESIS),
            TestNode.settings(0),
            List.of(),
            caller.key()::equals,
            new Deaf());

    private static final class Deaf implements PeerHandler {
        @Override
        public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {}

        @Override
        public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
            return Optional.empty();
        }
    }

    private void call() {
        caller.network.addPeer(new PeerAddress(TestNode.key(1).publicKey(), "127.0.0.1", node.port()));
        await().until(() -> node.connected().equals(List.of(caller.key())));
    }

    @AfterEach
    void close() {
        node.close();
        caller.close();
    }

    @Test
    void aPeerOfNoKnownAddressGetsWhatIsBroadcastAndWhatIsSentInOrder() {
        call();
        int count = 2_000;
        for (int i = 0; i < count; i += 2) {
            node.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.ofUnsignedInt(i));
            node.send(caller.key(), Topic.ACK, ChainName.MAIN, Bytes.ofUnsignedInt(i + 1));
        }
        node.broadcast(Topic.BATCH, ChainName.MAIN, Bytes.of(1));
        await().until(() -> caller.received.size() == count + 1);
        assertThat(caller.received).extracting(TestNode.Received::from).containsOnly(TestNode.key(1).publicKey());
        assertThat(caller.received.stream().filter(r -> r.topic() != Topic.BATCH))
                .extracting(r -> r.payload().toInt())
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @Test
    void aPeerThatDoesNotAnswerAtItsAddressIsReachedOverItsOwnConnection() {
        node.addPeer(new PeerAddress(caller.key(), "127.0.0.1", DEAD_PORT));
        call();
        node.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(1));
        await().until(() -> caller.received.size() == 1);
    }

    @Test
    void whoIsDialledGetsEverythingOnce() {
        node.addPeer(caller.address());
        call();
        await().until(() -> node.traffic().connections() == 1);
        for (int i = 0; i < 100; i++) {
            node.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(i));
        }
        await().until(() -> caller.received.size() >= 100);
        node.broadcast(Topic.STATUS, ChainName.MAIN, Bytes.of(7));
        await().until(() -> caller.received.stream().anyMatch(r -> r.topic() == Topic.STATUS));
        assertThat(caller.received).hasSize(101);
    }

    @Test
    void aCallerThatHungUpIsGone() {
        call();
        caller.network.removePeer(TestNode.key(1).publicKey());
        await().until(() -> node.connected().isEmpty());
        node.send(caller.key(), Topic.CONSENSUS, ChainName.MAIN, Bytes.of(1));
        assertThat(node.traffic().dropped().get(DropReason.UNKNOWN_PEER)).isEqualTo(1);
        assertThat(caller.received).isEmpty();
    }
}
