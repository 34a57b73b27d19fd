// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.PeerFailure;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// The peers of a committee of one.
record NoPeers() implements Peers {
    @Override
    public void broadcast(Topic topic, ChainName chain, Bytes payload) {}

    @Override
    public void send(PublicKey peer, Topic topic, ChainName chain, Bytes payload) {}

    @Override
    public CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body) {
        return CompletableFuture.failedFuture(
                new PeerFailure(PeerFailure.Reason.NOT_CONNECTED, "a committee of one has no peers"));
    }

    @Override
    public List<PublicKey> connected() {
        return List.of();
    }
}
