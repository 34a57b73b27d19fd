// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// As primary it shows its block to one member only; it hands out no batch and no transaction.
record Withholder(int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        boolean block = message instanceof PbftMessage.PrePrepare || message instanceof PbftMessage.NewView;
        if (block && receiver != (seat + 1) % 4) {
            faults.took(FaultKind.WITHHELD);
            return List.of();
        }
        return List.of(message);
    }

    @Override
    public List<Frame> instead(Frame frame) {
        if (frame.topic() == Topic.BATCH || frame.topic() == Topic.TRANSACTION) {
            faults.took(FaultKind.WITHHELD);
            return List.of();
        }
        return List.of(frame);
    }

    @Override
    public Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return Optional.empty();
    }
}
