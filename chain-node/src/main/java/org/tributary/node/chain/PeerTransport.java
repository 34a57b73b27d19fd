// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.CompactBlock;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Topic;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.driver.Transport;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Committee;

/// Consensus messages of one chain over the peer network. Peers are known by their seats.
///
/// A block of main goes out in its compact form; [CompactProposals] makes it whole at the other end.
final class PeerTransport implements Transport {
    private final Peers peers;
    private final ChainName chain;
    private final Committee committee;
    private final RecentBlocks blocks;

    PeerTransport(Peers peers, ChainName chain, Committee committee, RecentBlocks blocks) {
        this.peers = peers;
        this.chain = chain;
        this.committee = committee;
        this.blocks = blocks;
    }

    @Override
    public void broadcast(Bytes message) {
        peers.broadcast(Topic.CONSENSUS, chain, message);
    }

    @Override
    public void broadcast(Bytes message, Proposal block) {
        compact(message, block)
                .ifPresentOrElse(frame -> peers.broadcast(Topic.PROPOSAL, chain, frame), () -> broadcast(message));
    }

    @Override
    public void send(int peer, Bytes message) {
        send(peer, Topic.CONSENSUS, message);
    }

    @Override
    public void send(int peer, Bytes message, Proposal block) {
        compact(message, block).ifPresentOrElse(frame -> send(peer, Topic.PROPOSAL, frame), () -> send(peer, message));
    }

    private void send(int peer, Topic topic, Bytes payload) {
        if (peer < committee.size()) {
            peers.send(committee.member(peer).consensusKey(), topic, chain, payload);
        }
    }

    private Optional<Bytes> compact(Bytes message, Proposal proposal) {
        return CompactBlock.of(blocks.block(proposal))
                .map(compact -> new CompactFrame(
                                message.slice(
                                        0, message.size() - proposal.block().size()),
                                compact)
                        .encoded());
    }
}
