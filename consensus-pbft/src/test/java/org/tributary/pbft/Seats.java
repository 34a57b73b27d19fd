// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.PrimaryRotation;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// A committee whose keys the test holds, so that it can speak for every seat.
public record Seats(List<PrivateKey> keys, Committee committee, Instance.Rules rules) {
    public static final Hash NETWORK = Keccak.hash(Bytes.of(7));

    /// What a member answers that has heard nothing, to question 7.
    public static final ReplyStable NOTHING_KNOWN =
            new ReplyStable(7, Optional.empty(), View.ZERO, Optional.empty(), Optional.empty());

    /// Long enough that no test crosses it by accident.
    public static final int REIGN = 100;

    public static Seats of(int size) {
        return of(size, REIGN, Timeouts.DEFAULT);
    }

    public static Seats of(int size, int reign, Timeouts timeouts) {
        var keys = IntStream.range(0, size)
                .mapToObj(seat -> new PrivateKey(Keccak.hash(Bytes.of(seat + 1)).bytes()))
                .toList();
        var members = keys.stream()
                .map(key -> new Validator(key.address(), key.publicKey()))
                .toList();
        return new Seats(keys, new Committee(3, members), new Instance.Rules(new PrimaryRotation(reign), timeouts));
    }

    public Instance replica(int seat) {
        return instance(Optional.of(new Voter(seat, keys.get(seat)::sign)));
    }

    public Instance follower() {
        return instance(Optional.empty());
    }

    private Instance instance(Optional<Voter> voter) {
        return new Instance(NETWORK, ChainName.MAIN, committee, voter, rules);
    }

    public SignedVote vote(int seat, Vote.Phase phase, Height height, View view, Hash digest) {
        var vote = follower().vote(phase, height, view, digest);
        return new SignedVote(vote, seat, keys.get(seat).sign(vote.signingHash()));
    }

    public PrePrepare prePrepare(View view, Proposal block) {
        int primary = follower().primary(block.height(), view);
        return new PrePrepare(vote(primary, Vote.Phase.PREPARE, block.height(), view, block.digest()), block);
    }

    public Prepare prepare(int seat, View view, Proposal block) {
        return new Prepare(vote(seat, Vote.Phase.PREPARE, block.height(), view, block.digest()));
    }

    public Commit commit(int seat, View view, Proposal block) {
        return new Commit(vote(seat, Vote.Phase.COMMIT, block.height(), view, block.digest()));
    }

    /// A certificate of the first seats, as many as it takes.
    public QuorumCertificate certificate(Vote.Phase phase, View view, Proposal block) {
        var ballots = Ballots.none();
        for (int seat = 0; seat < committee.quorum(); seat++) {
            ballots = ballots.with(vote(seat, phase, block.height(), view, block.digest()));
        }
        return ballots.certificate(committee, follower().vote(phase, block.height(), view, block.digest()))
                .orElseThrow();
    }

    public Certified certified(Proposal block) {
        return new Certified(block, certificate(Vote.Phase.COMMIT, block.view(), block));
    }

    /// @param prepared the block seen prepared, in the view of its first proposal
    public ViewChange viewChange(int seat, Height height, View view, Optional<Proposal> prepared) {
        return viewChange(
                seat, height, view, prepared, prepared.map(Proposal::view).orElse(View.ZERO));
    }

    /// @param preparedIn the view in which `prepared` was seen prepared
    public ViewChange viewChange(int seat, Height height, View view, Optional<Proposal> prepared, View preparedIn) {
        var certificate = prepared.map(block -> certificate(Vote.Phase.PREPARE, preparedIn, block));
        var hash = SigningHash.viewChange(follower(), height, view, certificate);
        return new ViewChange(
                height, view, certificate, prepared, seat, keys.get(seat).sign(hash));
    }

    public NewView newView(Height height, View view, List<ViewChange> changes, Optional<Proposal> block) {
        var bare = changes.stream().map(ViewChange::withoutBlock).toList();
        var reproposal = block.map(each -> prePrepare(view, each));
        var hash = SigningHash.newView(follower(), height, view, bare, block.map(Proposal::digest));
        int primary = follower().primary(height, view);
        return new NewView(
                height, view, bare, reproposal, primary, keys.get(primary).sign(hash));
    }
}
