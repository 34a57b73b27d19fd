// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Signature;

/// Everything about a message that can be judged without state: signatures, certificates, and that its parts
/// agree. The core takes only what passed here. A pure function, safe from many threads.
public final class MessageVerifier {
    private final Instance instance;

    public MessageVerifier(Instance instance) {
        this.instance = instance;
    }

    public Verdict verify(PbftMessage message) {
        return switch (message) {
            case PrePrepare m -> prePrepare(m);
            case Prepare(var vote) -> vote(vote, Vote.Phase.PREPARE);
            case Commit(var vote) -> vote(vote, Vote.Phase.COMMIT);
            case ViewChange m -> standaloneViewChange(m);
            case NewView m -> newView(m);
            case Status(var committed) ->
                committed.isEmpty() ? Verdict.accept() : certificate(committed.get(), Vote.Phase.COMMIT);
            case Fetch ignored -> Verdict.accept();
            case QueryStable ignored -> Verdict.accept();
            case ReplyStable m -> replyStable(m);
            case Certified m -> certified(m);
        };
    }

    private Verdict replyStable(ReplyStable message) {
        return Stream.of(
                        message.committed().map(each -> certificate(each, Vote.Phase.COMMIT)),
                        message.prepared().map(each -> certificate(each, Vote.Phase.PREPARE)),
                        message.yours().map(this::bare))
                .flatMap(Optional::stream)
                .filter(verdict -> !verdict.accepted())
                .findFirst()
                .orElse(Verdict.accept());
    }

    /// What a member is shown of its own: its signature is all that counts.
    private Verdict bare(Signed message) {
        return switch (message) {
            case Prepare(var vote) -> vote(vote, Vote.Phase.PREPARE);
            case Commit(var vote) -> vote(vote, Vote.Phase.COMMIT);
            case ViewChange change when change.block().isEmpty() -> viewChange(change);
            case ViewChange ignored -> Verdict.reject("a VIEW-CHANGE with a block where none belongs");
            case PrePrepare ignored -> Verdict.reject("a PRE-PREPARE where only its vote belongs");
            case NewView ignored -> Verdict.reject("a NEW-VIEW where only votes belong");
        };
    }

    private Verdict vote(SignedVote vote, Vote.Phase phase) {
        if (!instance.covers(vote.vote()) || vote.vote().phase() != phase) {
            return Verdict.reject("a vote for something else");
        }
        return signed(vote.seat(), vote.vote().signingHash(), vote.signature());
    }

    private Verdict prePrepare(PrePrepare message) {
        var proposal = message.proposal();
        if (message.seat() != instance.primary(message.height(), message.view())) {
            return Verdict.reject("PRE-PREPARE from seat " + message.seat() + ", which is not the primary");
        }
        if (!proposal.height().equals(message.height())
                || !proposal.digest().equals(message.vote().digest())) {
            return Verdict.reject("PRE-PREPARE with the block of another slot");
        }
        if (proposal.view().isAfter(message.view())) {
            return Verdict.reject("PRE-PREPARE with a block of a later view");
        }
        return vote(message.vote(), Vote.Phase.PREPARE);
    }

    private Verdict standaloneViewChange(ViewChange message) {
        if (!message.prepared()
                .map(QuorumCertificate::digest)
                .equals(message.block().map(Proposal::digest))) {
            return Verdict.reject("VIEW-CHANGE without the block that its certificate names");
        }
        if (message.block().isPresent() && !message.block().get().height().equals(message.height())) {
            return Verdict.reject("VIEW-CHANGE with a block of another height");
        }
        var prepared = message.prepared().map(each -> certificate(each, Vote.Phase.PREPARE));
        return prepared.isPresent() && !prepared.get().accepted() ? prepared.get() : viewChange(message);
    }

    /// All but the certificate's signatures.
    private Verdict viewChange(ViewChange message) {
        if (message.prepared().isPresent()) {
            var prepared = message.prepared().get();
            if (!prepared.height().equals(message.height())
                    || !prepared.vote().view().isBefore(message.view())) {
                return Verdict.reject("VIEW-CHANGE with a certificate of another height or a later view");
            }
        }
        var hash = SigningHash.viewChange(instance, message.height(), message.view(), message.prepared());
        return signed(message.seat(), hash, message.signature());
    }

    private Verdict newView(NewView message) {
        if (message.seat() != instance.primary(message.height(), message.view())) {
            return Verdict.reject("NEW-VIEW from seat " + message.seat() + ", which is not the primary");
        }
        var hash = SigningHash.newView(
                instance, message.height(), message.view(), message.justification(), message.reproposed());
        var signed = signed(message.seat(), hash, message.signature());
        if (!signed.accepted()) {
            return signed;
        }
        var justified = justification(message);
        return justified.accepted() ? reproposal(message) : justified;
    }

    private Verdict justification(NewView message) {
        var changes = message.justification();
        if (changes.stream().map(ViewChange::seat).distinct().count() != changes.size()
                || changes.size() < instance.committee().quorum()) {
            return Verdict.reject("NEW-VIEW without a quorum of VIEW-CHANGEs");
        }
        for (var change : changes) {
            if (!change.height().equals(message.height())
                    || !change.view().equals(message.view())
                    || change.block().isPresent()) {
                return Verdict.reject("NEW-VIEW with a VIEW-CHANGE for another slot");
            }
            var verdict = viewChange(change);
            if (!verdict.accepted()) {
                return verdict;
            }
        }
        // Most VIEW-CHANGEs carry the same certificate: each distinct one is verified once.
        return changes.stream()
                .flatMap(change -> change.prepared().stream())
                .distinct()
                .map(each -> certificate(each, Vote.Phase.PREPARE))
                .filter(verdict -> !verdict.accepted())
                .findFirst()
                .orElse(Verdict.accept());
    }

    /// Castro–Liskov §4.4: the new primary may only propose what the VIEW-CHANGEs lead to.
    private Verdict reproposal(NewView message) {
        var owed = highestPrepared(message.justification()).map(QuorumCertificate::digest);
        if (!owed.equals(message.reproposed())) {
            return Verdict.reject("NEW-VIEW does not re-propose the block prepared in the highest view");
        }
        if (message.reproposal().isEmpty()) {
            return Verdict.accept();
        }
        var prePrepare = message.reproposal().get();
        if (!prePrepare.height().equals(message.height()) || !prePrepare.view().equals(message.view())) {
            return Verdict.reject("NEW-VIEW with a PRE-PREPARE for another slot");
        }
        return prePrepare(prePrepare);
    }

    /// Two certificates of one view are of one block: any two quorums share a correct member.
    static Optional<QuorumCertificate> highestPrepared(List<ViewChange> changes) {
        return changes.stream()
                .flatMap(change -> change.prepared().stream())
                .max(Comparator.<QuorumCertificate, View>comparing(
                        each -> each.vote().view()));
    }

    private Verdict certified(Certified message) {
        if (!message.certificate().digest().equals(message.proposal().digest())
                || !message.certificate().height().equals(message.proposal().height())) {
            return Verdict.reject("a certificate for another block");
        }
        return certificate(message.certificate(), Vote.Phase.COMMIT);
    }

    private Verdict certificate(QuorumCertificate certificate, Vote.Phase phase) {
        if (!instance.covers(certificate.vote()) || certificate.vote().phase() != phase) {
            return Verdict.reject("a certificate of something else");
        }
        return certificate.verify(instance.committee());
    }

    private Verdict signed(int seat, Hash hash, Signature signature) {
        if (!instance.isSeat(seat)) {
            return Verdict.reject("no such seat: " + seat);
        }
        return instance.committee().member(seat).consensusKey().verifies(hash, signature)
                ? Verdict.accept()
                : Verdict.reject("the signature of seat " + seat + " does not verify");
    }
}
