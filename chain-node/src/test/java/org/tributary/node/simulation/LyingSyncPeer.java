// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.primitives.ChainName;

/// Answers who asks for blocks with less, with others, or not at all.
record LyingSyncPeer(Forger forger, int seat, Random random, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            // Seldom: whoever has nothing is not asked.
            case PbftMessage.Status ignored
            when random.nextInt(4) == 0 -> {
                faults.took(FaultKind.LYING_SYNC);
                yield List.of(new PbftMessage.Status(Optional.empty()));
            }
            case Certified(var block, var certificate) ->
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        faults.took(FaultKind.TRUNCATED_SYNC);
                        yield List.of();
                    }
                    case 2 -> {
                        faults.took(FaultKind.LYING_SYNC);
                        yield List.of(new Certified(forger.twin(block), certificate));
                    }
                    default -> List.of(message);
                };
            default -> List.of(message);
        };
    }

    @Override
    public Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return honest.map(bytes -> switch (random.nextInt(3)) {
            case 0 -> {
                faults.took(FaultKind.TRUNCATED_SYNC);
                yield bytes.slice(0, bytes.size() / 2);
            }
            case 1 -> {
                faults.took(FaultKind.LYING_SYNC);
                yield Bytes.of(0xc0);
            }
            default -> bytes;
        });
    }
}
