// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Header;
import org.tributary.pbft.Instance;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.SignedVote;
import org.tributary.pbft.SigningHash;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Keccak;

/// An adversary's pen: signs what it likes, with the keys that it has.
record Forger(World world) {
    SignedVote vote(int seat, Vote like, Vote.Phase phase, Hash digest) {
        var vote = new Vote(like.network(), like.chain(), like.epoch(), like.height(), like.view(), phase, digest);
        return new SignedVote(vote, seat, world.validator(seat).sign(vote.signingHash()));
    }

    Prepare prepare(int seat, Vote like, Hash digest) {
        return new Prepare(vote(seat, like, Vote.Phase.PREPARE, digest));
    }

    Commit commit(int seat, Vote like, Hash digest) {
        return new Commit(vote(seat, like, Vote.Phase.COMMIT, digest));
    }

    PrePrepare propose(int seat, Vote like, Proposal block) {
        return new PrePrepare(vote(seat, like, Vote.Phase.PREPARE, block.digest()), block);
    }

    ViewChange viewChange(
            int seat,
            ChainName chain,
            Height height,
            View view,
            Optional<QuorumCertificate> prepared,
            Optional<Proposal> block) {
        var hash = SigningHash.viewChange(instance(chain), height, view, prepared);
        return new ViewChange(
                height, view, prepared, block, seat, world.validator(seat).sign(hash));
    }

    /// What signatures are bound to.
    Instance instance(ChainName chain) {
        var rules = new Instance.Rules(
                new org.tributary.primitives.committee.PrimaryRotation(
                        world.spec().consensus().reignHeights()),
                new org.tributary.pbft.Timeouts(1, 1, 1));
        return new Instance(world.spec().hash(), chain, world.spec().committee(chain), Optional.empty(), rules);
    }

    /// Another block for the same slot, as valid as the first: a millisecond younger.
    Proposal twin(Proposal block) {
        return changed(
                block,
                header -> new Header(
                        header.chain(),
                        header.height(),
                        header.parent(),
                        header.main(),
                        header.epoch(),
                        header.view(),
                        header.timestampMillis() + 1,
                        header.primary(),
                        header.roots(),
                        header.outboxes(),
                        header.cursors(),
                        header.parentCertificate(),
                        header.gasUsed(),
                        header.reign(),
                        header.anchorsRoot(),
                        header.bodyHash()));
    }

    /// A block that claims another state than it leads to.
    Proposal wrongState(Proposal block) {
        return changed(
                block,
                header -> new Header(
                        header.chain(),
                        header.height(),
                        header.parent(),
                        header.main(),
                        header.epoch(),
                        header.view(),
                        header.timestampMillis(),
                        header.primary(),
                        new Header.Roots(
                                Keccak.hash(Bytes.of(66)),
                                header.roots().transactions(),
                                header.roots().receipts(),
                                header.roots().units()),
                        header.outboxes(),
                        header.cursors(),
                        header.parentCertificate(),
                        header.gasUsed(),
                        header.reign(),
                        header.anchorsRoot(),
                        header.bodyHash()));
    }

    private Proposal changed(Proposal block, java.util.function.UnaryOperator<Header> change) {
        var honest = Block.decode(world.spec().hash(), block.block()).orBroken("a block");
        var lie = new Block(change.apply(honest.header()), honest.parentCertificate(), honest.body());
        return new Proposal(lie.hash(), lie.header().height(), lie.header().view(), lie.encoded());
    }
}
