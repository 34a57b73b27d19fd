// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.node.peer.Topic;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// As primary it proposes good blocks, in which no batch ever is: it does not hear what others acknowledge.
record Omitter(Simulation simulation) implements Adversary {
    @Override
    public boolean hears(Frame frame) {
        return frame.topic() != Topic.ACK;
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (message instanceof PbftMessage.PrePrepare(var _, var proposal) && chain.equals(World.CDN)) {
            var block = Block.decode(simulation.world().spec().hash(), proposal.block())
                    .orBroken("a block of our own");
            boolean omits = block.body() instanceof Body.Service(var _, var batches)
                    && simulation.correct().stream()
                            .filter(SimulatedNode::isUp)
                            .anyMatch(node -> Omissions.overdue(simulation, node, batches)
                                    .findAny()
                                    .isPresent());
            if (omits) {
                simulation.faults().took(FaultKind.OMISSION);
            }
        }
        return List.of(message);
    }
}
