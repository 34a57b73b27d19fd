// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.List;
import java.util.Optional;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.crypto.Signature;

/// What replicas say to each other. Castro–Liskov §4.2 and §4.4; protocol §3.
public sealed interface PbftMessage {
    /// The block in it that is not final yet. Its bytes are the last ones of the encoding.
    default Optional<Proposal> proposed() {
        return Optional.empty();
    }

    /// What a member signs. It means the same whoever passes it on.
    sealed interface Signed extends PbftMessage {
        /// The member that signed.
        int seat();

        Height height();

        View view();
    }

    /// The primary's block. Its signature is the primary's own PREPARE, so it needs to send no second one.
    record PrePrepare(SignedVote vote, Proposal proposal) implements Signed {
        @Override
        public Optional<Proposal> proposed() {
            return Optional.of(proposal);
        }

        @Override
        public int seat() {
            return vote.seat();
        }

        @Override
        public Height height() {
            return vote.height();
        }

        @Override
        public View view() {
            return vote.view();
        }
    }

    record Prepare(SignedVote vote) implements Signed {
        @Override
        public int seat() {
            return vote.seat();
        }

        @Override
        public Height height() {
            return vote.height();
        }

        @Override
        public View view() {
            return vote.view();
        }
    }

    record Commit(SignedVote vote) implements Signed {
        @Override
        public int seat() {
            return vote.seat();
        }

        @Override
        public Height height() {
            return vote.height();
        }

        @Override
        public View view() {
            return vote.view();
        }
    }

    /// "I have left every view below `view` at this height; this is the last block that I saw prepared there."
    ///
    /// @param block the block that `prepared` is about. It is not signed (the certificate names its digest),
    ///     and left out inside a NEW-VIEW
    record ViewChange(
            Height height,
            View view,
            Optional<QuorumCertificate> prepared,
            Optional<Proposal> block,
            int seat,
            Signature signature)
            implements Signed {
        @Override
        public Optional<Proposal> proposed() {
            return block;
        }

        public ViewChange withoutBlock() {
            return new ViewChange(height, view, prepared, Optional.empty(), seat, signature);
        }
    }

    /// The new primary's proof that it may lead `view`, and the block that it must re-propose, if there is one.
    record NewView(
            Height height,
            View view,
            List<ViewChange> justification,
            Optional<PrePrepare> reproposal,
            int seat,
            Signature signature)
            implements Signed {
        public NewView {
            justification = List.copyOf(justification);
            if (justification.size() > Committee.MAX_SIZE) {
                throw new IllegalArgumentException("a justification has at most one VIEW-CHANGE a seat");
            }
        }

        @Override
        public Optional<Proposal> proposed() {
            return reproposal.map(PrePrepare::proposal);
        }

        Optional<Hash> reproposed() {
            return reproposal.map(prePrepare -> prePrepare.vote().digest());
        }
    }

    /// The sender's last certificate: it proves its own height, so it needs no signature. Empty where it has
    /// only the block that the epoch started from. Sent when we begin to vote and when stuck, it asks for whatever
    /// the receiver can add.
    record Status(Optional<QuorumCertificate> committed) implements PbftMessage {}

    /// On start: "what is committed and prepared, and what did I sign last?"
    ///
    /// @param question comes back in the answer
    record QueryStable(long question) implements PbftMessage {}

    /// The answer. Each part proves itself; that it is all that the sender has, is the sender's word.
    ///
    /// @param committed the sender's last certificate
    /// @param view where the sender stands at the height in flight above it
    /// @param prepared of that height
    /// @param yours the last [Prepare], [Commit] or [ViewChange] (without its block) of the member that asked
    record ReplyStable(
            long question,
            Optional<QuorumCertificate> committed,
            View view,
            Optional<QuorumCertificate> prepared,
            Optional<Signed> yours)
            implements PbftMessage {}

    /// Asks for certified blocks, lowest first, from this height on.
    record Fetch(Height from) implements PbftMessage {}

    /// A block and the proof that it is final. Self-proving: any peer may send it, seated or not.
    record Certified(Proposal proposal, QuorumCertificate certificate) implements PbftMessage {
        public Height height() {
            return proposal.height();
        }
    }
}
