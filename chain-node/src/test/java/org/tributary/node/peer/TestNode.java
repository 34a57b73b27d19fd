// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.awaitility.Awaitility;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// A node that notes what it receives and answers as it is told.
final class TestNode implements PeerHandler, AutoCloseable {
    static final Hash GENESIS = new Hash(Bytes32.repeat((byte) 7));
    static final ChainName CDN = new ChainName("cdn");

    static {
        // A busy machine may take this long to make its first TLS connection; a quiet one waits for none of it.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    record Received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final PeerNetwork network;
    private final PublicKey key;
    private final BiFunction<Query, Bytes, Optional<Bytes>> answers;

    private TestNode(int seed, PeerSettings settings, BiFunction<Query, Bytes, Optional<Bytes>> answers) {
        this.key = key(seed).publicKey();
        this.answers = answers;
        var identity = PeerIdentity.create(key(seed), GENESIS);
        this.network = PeerNetwork.start(identity, settings, List.of(), _ -> false, this);
    }

    static TestNode start(int seed) {
        return start(seed, settings(0));
    }

    static TestNode start(int seed, PeerSettings settings) {
        return new TestNode(seed, settings, (_, body) -> Optional.of(body.reverse()));
    }

    static TestNode answering(int seed, BiFunction<Query, Bytes, Optional<Bytes>> answers) {
        return new TestNode(seed, settings(0), answers);
    }

    static PeerSettings settings(int port) {
        return PeerSettings.listeningOn("127.0.0.1", port);
    }

    static PeerSettings impatient(Duration requestTimeout) {
        var usual = settings(0);
        return new PeerSettings(usual.host(), 0, usual.urgent(), usual.bulk(), requestTimeout);
    }

    static PrivateKey key(int seed) {
        return new PrivateKey(Bytes32.leftPad(Bytes.ofUnsignedInt(seed)));
    }

    static void connect(TestNode... nodes) {
        for (var node : nodes) {
            for (var other : nodes) {
                node.network.addPeer(other.address());
            }
        }
    }

    PublicKey key() {
        return key;
    }

    PeerAddress address() {
        return new PeerAddress(key, "127.0.0.1", network.port());
    }

    long dropped(DropReason reason) {
        return network.traffic().dropped().getOrDefault(reason, 0L);
    }

    @Override
    public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
        received.add(new Received(from, topic, chain, payload));
    }

    @Override
    public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
        return answers.apply(query, body);
    }

    @Override
    public boolean hosts(ChainName chain) {
        return chain.equals(ChainName.MAIN) || chain.equals(CDN);
    }

    @Override
    public void close() {
        network.close();
    }
}
