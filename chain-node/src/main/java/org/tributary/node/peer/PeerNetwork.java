// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// A node's place among its peers, for all the chains that it hosts.
///
/// Sending never blocks and never throws for what a peer does: a frame is queued, or dropped and counted.
/// Frames to one peer of one priority arrive in the order of their sending, with gaps where a queue was full
/// or a connection broke.
public final class PeerNetwork implements Peers, AutoCloseable {
    /// The largest gRPC message that a node takes.
    static final int MAX_MESSAGE = 16 << 20;
    /// The largest payload, body or answer: a message less room for the envelope.
    public static final int MAX_PAYLOAD = MAX_MESSAGE - 1_024;

    /// A connection on which nothing comes in is asked for a sign of life so often; gRPC allows no less.
    static final long KEEP_ALIVE_SECONDS = 10;
    /// How long the answer may take. On Linux also how long what was sent may go unacknowledged
    /// (TCP_USER_TIMEOUT): so a busy connection that leads nowhere is given up sooner than an idle one, and
    /// long before TCP would try again.
    static final long KEEP_ALIVE_PATIENCE_SECONDS = 4;

    private final PeerCounters counters = new PeerCounters();
    private final PeerThreads threads = new PeerThreads();
    private final Map<PublicKey, PeerLink> links = new ConcurrentSkipListMap<>();
    private final PublicKey self;
    private final PeerSettings settings;
    private final PeerTls tls;
    private final PeerServer server;
    private final Streams streams;
    private final Guests guests = new Guests();
    private final Predicate<PublicKey> admission;

    private PeerNetwork(
            PeerIdentity identity, PeerSettings settings, Predicate<PublicKey> admission, PeerHandler handler) {
        this.self = identity.consensusKey();
        this.settings = settings;
        this.tls = new PeerTls(identity, counters);
        Predicate<PublicKey> known = links::containsKey;
        var admitted = known.or(admission);
        this.admission = admission;
        this.streams = new Streams(settings, handler, threads, counters, links::size);
        var service = new PeerService(handler, new Reception(admitted, streams, guests, this::heardOf), counters);
        var callers = new Callers(identity.genesisHash(), admitted);
        this.server = PeerServer.start(settings, tls.server(admitted), callers, service, threads);
    }

    /// Listens, and dials the peers; returns before any is connected.
    ///
    /// @param admission who may call besides the peers that are dialled; asked often, and from many threads
    /// @throws java.io.UncheckedIOException where the port is taken
    public static PeerNetwork start(
            PeerIdentity identity,
            PeerSettings settings,
            List<PeerAddress> peers,
            Predicate<PublicKey> admission,
            PeerHandler handler) {
        var network = new PeerNetwork(identity, settings, admission, handler);
        peers.forEach(network::addPeer);
        return network;
    }

    /// The port that is listened on: the chosen one where the settings said 0.
    public int port() {
        return server.port();
    }

    /// Dials the peer from now on, and admits its calls. A known peer is dialled at its new address. Our own
    /// is passed over, so a whole committee can be handed in.
    public void addPeer(PeerAddress peer) {
        if (peer.consensusKey().equals(self)) {
            return;
        }
        var added = new PeerLink(peer, tls.client(peer.consensusKey()), streams, settings.requestTimeout(), counters);
        var known = links.putIfAbsent(peer.consensusKey(), added);
        if (known == null) {
            added.start();
        } else {
            known.moveTo(peer);
        }
    }

    /// Hangs up, and refuses the peer's calls unless the admission of the start still takes them.
    public void removePeer(PublicKey peer) {
        var removed = links.remove(peer);
        if (removed != null) {
            removed.close();
        }
        if (!admission.test(peer)) {
            guests.dismiss(peer);
        }
    }

    /// Sends to every peer that is connected, whoever of the two has dialled.
    @Override
    public void broadcast(Topic topic, ChainName chain, Bytes payload) {
        if (payload.size() > MAX_PAYLOAD) {
            counters.drop(DropReason.OVERSIZE);
            return;
        }
        var frame = FrameCodec.encode(topic, chain, payload);
        links.forEach((peer, link) -> offer(peer, link, topic, frame));
        for (var guest : guests.peers()) {
            if (!links.containsKey(guest)) {
                guests.offer(guest, topic, frame);
            }
        }
    }

    private void offer(PublicKey peer, PeerLink link, Topic topic, byte[] frame) {
        if (!link.offer(topic, frame) && !guests.offer(peer, topic, frame)) {
            // Consensus sends again what matters; anything else would be stale by the time the peer is back.
            counters.drop(DropReason.NOT_CONNECTED);
        }
    }

    @Override
    public void send(PublicKey peer, Topic topic, ChainName chain, Bytes payload) {
        if (payload.size() > MAX_PAYLOAD) {
            counters.drop(DropReason.OVERSIZE);
            return;
        }
        var frame = FrameCodec.encode(topic, chain, payload);
        var link = links.get(peer);
        if (link != null) {
            offer(peer, link, topic, frame);
        } else if (!guests.offer(peer, topic, frame)) {
            counters.drop(DropReason.UNKNOWN_PEER);
        }
    }

    /// What depends on the future runs on a thread that other answers wait for.
    @Override
    public CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body) {
        var link = links.get(peer);
        if (link == null) {
            return CompletableFuture.failedFuture(
                    new PeerFailure(PeerFailure.Reason.NOT_CONNECTED, "no address is known for " + peer));
        }
        if (body.size() > MAX_PAYLOAD) {
            return CompletableFuture.failedFuture(
                    new PeerFailure(PeerFailure.Reason.TOO_LARGE, "the body exceeds " + MAX_PAYLOAD + " bytes"));
        }
        return link.ask(query, chain, body);
    }

    /// The peers that a frame would reach now, in the order of their keys. Those of them that we cannot dial
    /// cannot be asked.
    @Override
    public List<PublicKey> connected() {
        var connected = new TreeSet<>(guests.peers());
        links.forEach((peer, link) -> {
            if (link.connected()) {
                connected.add(peer);
            }
        });
        return List.copyOf(connected);
    }

    public PeerTraffic traffic() {
        return counters.snapshot();
    }

    private void heardOf(PublicKey peer) {
        var link = links.get(peer);
        if (link != null) {
            link.peerIsUp();
        }
    }

    /// Hangs up, stops listening and waits for the threads to end. What is still queued is lost.
    @Override
    public void close() {
        links.values().forEach(PeerLink::close);
        server.close();
        threads.close();
    }
}
