// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Topic;
import org.tributary.pbft.driver.Transport;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Committee;

/// Consensus messages of one chain over the peer network. Peers are known by their seats.
final class PeerTransport implements Transport {
    private final Peers peers;
    private final ChainName chain;
    private final Committee committee;

    PeerTransport(Peers peers, ChainName chain, Committee committee) {
        this.peers = peers;
        this.chain = chain;
        this.committee = committee;
    }

    @Override
    public void broadcast(Bytes message) {
        peers.broadcast(Topic.CONSENSUS, chain, message);
    }

    @Override
    public void send(int peer, Bytes message) {
        if (peer < committee.size()) {
            peers.send(committee.member(peer).consensusKey(), Topic.CONSENSUS, chain, message);
        }
    }
}
