// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

class PeerAdmissionTest {
    private static final Hash OTHER_GENESIS = new Hash(Bytes32.repeat((byte) 8));

    @Test
    void aStrangerWithAValidCertificateIsRefused() {
        try (var node = TestNode.start(1);
                var stranger = TestNode.start(2)) {
            stranger.network.addPeer(node.address());
            assertRefused(node, stranger);
        }
    }

    @Test
    void whoeverTheAdmissionTakesMayCall() {
        var seen = new CopyOnWriteArrayList<PublicKey>();
        PeerHandler handler = new PeerHandler() {
            @Override
            public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
                seen.add(from);
            }

            @Override
            public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
                return Optional.empty();
            }
        };
        var key = TestNode.key(1);
        try (var follower = TestNode.start(2);
                var node = PeerNetwork.start(
                        PeerIdentity.create(key, TestNode.GENESIS),
                        TestNode.settings(0),
                        List.of(),
                        follower.key()::equals,
                        handler)) {
            follower.network.addPeer(new PeerAddress(key.publicKey(), "127.0.0.1", node.port()));
            await().until(() -> !follower.network.connected().isEmpty());
            follower.network.broadcast(Topic.STATUS, ChainName.MAIN, Bytes.of(1));
            await().until(() -> seen.equals(List.of(follower.key())));
        }
    }

    @Test
    void aPeerOfAnotherNetworkIsRefused() {
        var key = TestNode.key(2);
        try (var node = TestNode.start(1);
                var foreign = network(key, OTHER_GENESIS, node.address())) {
            node.network.addPeer(new PeerAddress(key.publicKey(), "127.0.0.1", foreign.port()));
            await().until(() ->
                    node.network.traffic().refusals() >= 2 && foreign.traffic().refusals() >= 2);
            assertThat(node.network.connected()).isEmpty();
            assertThat(foreign.connected()).isEmpty();
        }
    }

    /// Whoever sits at a peer's address must be that peer, even where it is another one that we admit.
    @Test
    void anotherPeerAtThePeersAddressIsRefused() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2);
                var c = TestNode.start(3)) {
            TestNode.connect(a, b);
            await().until(() -> !a.network.connected().isEmpty());
            a.network.addPeer(new PeerAddress(c.key(), "127.0.0.1", b.network.port()));
            await().until(() -> a.network.traffic().refusals() >= 2);
            assertThat(a.network.connected()).containsExactly(b.key());
        }
    }

    @Test
    void ourOwnKeyIsNeitherDialledNorAdmitted() {
        try (var node = TestNode.start(1);
                var twin = TestNode.start(1)) {
            node.network.addPeer(twin.address());
            // The twin takes our place at a third address, where another key is expected.
            node.network.addPeer(new PeerAddress(TestNode.key(2).publicKey(), "127.0.0.1", twin.network.port()));
            await().until(() -> node.network.traffic().refusals() >= 2);
            assertThat(node.network.connected()).isEmpty();
        }
    }

    private static PeerNetwork network(PrivateKey key, Hash genesis, PeerAddress peer) {
        PeerHandler deaf = new PeerHandler() {
            @Override
            public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
                throw new AssertionError("a frame came from a peer that should be refused");
            }

            @Override
            public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
                throw new AssertionError("a question came from a peer that should be refused");
            }
        };
        return PeerNetwork.start(
                PeerIdentity.create(key, genesis), TestNode.settings(0), List.of(peer), _ -> false, deaf);
    }

    private static void assertRefused(TestNode node, TestNode stranger) {
        await().until(() -> node.network.traffic().refusals() >= 3);
        stranger.network.broadcast(Topic.CONSENSUS, ChainName.MAIN, Bytes.of(1));
        assertThat(stranger.network.connected()).isEmpty();
        assertThat(stranger.network.traffic().connections()).isZero();
        assertThat(node.received).isEmpty();
    }
}
