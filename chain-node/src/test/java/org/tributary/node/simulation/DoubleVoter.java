// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// As a backup it votes for what was proposed, and for something that was not.
record DoubleVoter(Forger forger, int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            case PbftMessage.Prepare(var vote) ->
                List.of(forger.prepare(seat, vote.vote(), other(vote.digest())), message);
            case PbftMessage.Commit(var vote) ->
                List.of(message, forger.commit(seat, vote.vote(), other(vote.digest())));
            default -> List.of(message);
        };
    }

    private Hash other(Hash digest) {
        faults.took(FaultKind.DOUBLE_VOTE);
        return Keccak.hash(digest.bytes());
    }
}
