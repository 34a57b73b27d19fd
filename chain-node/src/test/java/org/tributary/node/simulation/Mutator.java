// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.SignedVote;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.Signature;

/// Changes a little of what it says: a view, a seat, a signature, a bit.
record Mutator(Forger forger, int seat, Random random, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (random.nextInt(3) != 0) {
            return List.of(message);
        }
        return switch (message) {
            case PbftMessage.Prepare(var vote) -> mutated(new PbftMessage.Prepare(other(vote)));
            case PbftMessage.Commit(var vote) -> mutated(new PbftMessage.Commit(other(vote)));
            case PbftMessage.PrePrepare m -> mutated(new PbftMessage.PrePrepare(other(m.vote()), m.proposal()));
            case PbftMessage.ViewChange m ->
                mutated(new PbftMessage.ViewChange(
                        m.height(), m.view().next(), m.prepared(), m.block(), seat, m.signature()));
            case PbftMessage.Fetch(var from) -> mutated(new PbftMessage.Fetch(from.plus(random.nextInt(1_000))));
            default -> List.of(message);
        };
    }

    private List<PbftMessage> mutated(PbftMessage lie) {
        faults.took(FaultKind.MUTATION);
        return List.of(lie);
    }

    private SignedVote other(SignedVote vote) {
        return switch (random.nextInt(3)) {
            case 0 ->
                new SignedVote(vote.vote(), (vote.seat() + 1) % forger.world().size(), vote.signature());
            case 1 -> new SignedVote(at(vote, vote.view().next()), vote.seat(), vote.signature());
            default -> new SignedVote(vote.vote(), vote.seat(), signature(vote));
        };
    }

    private static org.tributary.primitives.committee.Vote at(SignedVote vote, View view) {
        var about = vote.vote();
        return new org.tributary.primitives.committee.Vote(
                about.network(), about.chain(), about.epoch(), about.height(), view, about.phase(), about.digest());
    }

    private Signature signature(SignedVote vote) {
        return forger.world().validator(seat).sign(vote.digest());
    }

    @Override
    public List<Frame> instead(Frame frame) {
        if (frame.payload().isEmpty() || random.nextInt(3) != 0) {
            return List.of(frame);
        }
        faults.took(FaultKind.MUTATION);
        var bytes = frame.payload().toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return List.of(frame.with(Bytes.wrap(bytes)));
    }

    @Override
    public Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return honest.map(bytes -> bytes.isEmpty() ? bytes : bytes.slice(0, bytes.size() - 1));
    }
}
