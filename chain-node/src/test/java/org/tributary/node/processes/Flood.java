// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.DropReason;
import org.tributary.node.peer.PeerAddress;
import org.tributary.node.peer.PeerHandler;
import org.tributary.node.peer.PeerIdentity;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.PeerSettings;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// Says to every peer more than it wants to hear.
final class Flood implements PeerHandler, AutoCloseable {
    private static final int MAX_HEARD = 2_000;
    private static final int MAX_GARBAGE = 2_000;
    private static final Duration BREATH = Duration.ofMillis(5);
    private static final List<ChainName> CHAINS = List.of(ChainName.MAIN, new ChainName("cdn"), new ChainName("nowhere"));

    private record Heard(Topic topic, ChainName chain, Bytes payload) {}

    private final List<Heard> heard = new ArrayList<>();
    private final Random random;
    private final PeerNetwork network;
    private final Thread thread;

    private Flood(PeerIdentity identity, List<PeerAddress> peers, Random random) {
        this.random = random;
        this.network =
                PeerNetwork.start(identity, PeerSettings.listeningOn("127.0.0.1", 0), peers, _ -> false, this);
        this.thread = Thread.ofPlatform().daemon().unstarted(this::flood);
    }

    static Flood start(PeerIdentity identity, List<PeerAddress> peers, long seed) {
        var flood = new Flood(identity, peers, new Random(seed));
        flood.thread.start();
        return flood;
    }

    private void flood() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long full = full();
                for (int i = 0; i < 100; i++) {
                    garbage();
                    replay();
                }
                if (random.nextInt(100) == 0) {
                    network.broadcast(Topic.BATCH, ChainName.MAIN, Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD]));
                }
                if (full() > full) {
                    Thread.sleep(BREATH);
                }
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    private long full() {
        return network.traffic().dropped().getOrDefault(DropReason.QUEUE_FULL, 0L);
    }

    private void garbage() {
        var topics = Topic.values();
        var bytes = new byte[random.nextInt(MAX_GARBAGE)];
        random.nextBytes(bytes);
        network.broadcast(
                topics[random.nextInt(topics.length)], CHAINS.get(random.nextInt(CHAINS.size())), Bytes.wrap(bytes));
    }

    /// The others' votes and proposals: they sign for themselves, so a member may pass them on.
    private void replay() {
        Heard again;
        synchronized (heard) {
            if (heard.isEmpty()) {
                return;
            }
            again = heard.get(random.nextInt(heard.size()));
        }
        network.broadcast(again.topic(), again.chain(), again.payload());
    }

    @Override
    public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
        synchronized (heard) {
            if (heard.size() < MAX_HEARD) {
                heard.add(new Heard(topic, chain, payload));
            }
        }
    }

    @Override
    public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
        return Optional.empty();
    }

    /// The flood took place: frames went out, and there was something to replay. Nobody can dial this member, so what it
    /// heard was pushed to it.
    void checkHeard() {
        assertThat(network.traffic().framesSent()).isPositive();
        synchronized (heard) {
            assertThat(heard).isNotEmpty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        network.close();
    }
}
