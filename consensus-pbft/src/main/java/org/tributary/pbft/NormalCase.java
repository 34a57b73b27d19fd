// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.Round.Candidate;
import org.tributary.pbft.Round.Prepared;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

/// PRE-PREPARE, PREPARE, COMMIT. Castro–Liskov §4.2.
final class NormalCase {
    private NormalCase() {}

    static Step onDemand(Step step, boolean demand) {
        return propose(step.to(step.state().pace().demanding(demand)));
    }

    /// Asks for a block, once a view, if it is our turn, there is demand, and the view is free to take a new
    /// block.
    static Step propose(Step step) {
        var state = step.state();
        var round = state.round();
        boolean free = round.isActive() && round.candidate().isEmpty() && !round.building();
        if (!free || !state.pace().demand() || !state.isPrimary() || !state.mayVote() || state.isBehind()) {
            return step;
        }
        return step.to(round.building(true)).emit(new Effect.Build(state.height(), state.view()));
    }

    /// As far as the votes, the journal and our turn allow.
    static Step proceed(Step step) {
        return propose(advance(step));
    }

    /// From follower to voter in the middle of a height: the block that came meanwhile was not judged.
    static Step resume(Step step) {
        var round = step.state().round();
        boolean unjudged = round.isActive()
                && round.candidate().filter(each -> !each.voted()).isPresent();
        return proceed(unjudged ? validate(step, round.candidate().get().proposal()) : step);
    }

    static Step onNotBuilt(Step step, Height height, View view) {
        return isCurrent(step.state(), height, view)
                ? step.to(step.state().round().building(false))
                : step;
    }

    static Step onBuilt(Step step, Proposal proposal) {
        var state = step.state();
        if (!isCurrent(state, proposal.height(), proposal.view())
                || !state.round().building()) {
            return step;
        }
        Invariant.check(state.isPrimary(), "only the primary builds");
        var voter = state.voter().orElseThrow();
        var vote = state.sign(voter, prepare(state, proposal.digest()));
        return voted(
                step.to(state.round().with(new Candidate(proposal, false)))
                        .emit(new Effect.Persist(new JournalRecord.Accepted(state.view(), proposal)))
                        .emit(new Effect.Broadcast(new PrePrepare(vote, proposal))),
                vote);
    }

    /// Castro–Liskov §4.2: accepts the first PRE-PREPARE of the current view from its primary. A re-proposed
    /// block does not come this way, but inside the NEW-VIEW that justifies it.
    static Step onPrePrepare(Step step, PrePrepare message) {
        var state = step.state();
        var round = state.round();
        if (message.view().isAfter(round.view()) || (message.view().equals(round.view()) && round.isChanging())) {
            return step.to(state.ballots().with(state.ballots().early().with(message)));
        }
        var counted = record(step, message.vote());
        boolean acceptable = round.isActive()
                && message.view().equals(round.view())
                && round.candidate().isEmpty()
                && message.proposal().view().equals(round.view());
        return acceptable ? accept(counted, message.proposal()) : advance(counted);
    }

    /// Takes the block as the one of this view, and asks whether it is valid.
    static Step accept(Step step, Proposal proposal) {
        return tryCommit(validate(step.to(step.state().round().with(new Candidate(proposal, false))), proposal));
    }

    /// Only who may vote needs to know; who may not waits for the certificate.
    private static Step validate(Step step, Proposal proposal) {
        var state = step.state();
        boolean reproposed = proposal.view().isBefore(state.view());
        return state.mayVote()
                ? step.emit(new Effect.Validate(state.height(), state.view(), reproposed, proposal))
                : step;
    }

    static Step onValidated(Step step, Event.Validated answer) {
        var state = step.state();
        var candidate = state.round().candidate();
        boolean awaited = isCurrent(state, answer.height(), answer.view())
                && candidate.isPresent()
                && candidate.get().is(answer.digest())
                && !candidate.get().voted();
        if (!awaited || !state.mayVote()) {
            return step;
        }
        return switch (answer.verdict()) {
            case Verdict.Accept() -> prepare(step, candidate.get().proposal());
            // An invalid new block: no use in waiting for it. A re-proposed one convinced a quorum, so the fault may
            // be ours: wait.
            case Verdict.Reject ignored ->
                candidate.get().proposal().view().equals(state.view())
                        ? ViewChanging.changeTo(step, state.view().next())
                        : step;
        };
    }

    private static Step prepare(Step step, Proposal proposal) {
        var state = step.state();
        var vote = state.sign(state.voter().orElseThrow(), prepare(state, proposal.digest()));
        return voted(
                step.emit(new Effect.Persist(new JournalRecord.Accepted(state.view(), proposal)))
                        .emit(new Effect.Broadcast(new Prepare(vote))),
                vote);
    }

    /// Our own PREPARE is out: it counts like any other.
    static Step voted(Step step, SignedVote own) {
        var round = step.state().round();
        var candidate = round.candidate().orElseThrow();
        return onVote(step.to(round.with(new Candidate(candidate.proposal(), true))), own);
    }

    static Step onVote(Step step, SignedVote vote) {
        return advance(record(step, vote));
    }

    /// To prepared and committed, as far as the votes reach.
    static Step advance(Step step) {
        return tryCommit(tryPrepare(step));
    }

    /// Keeps a member's vote of the highest view; the first of two that contradict each other.
    private static Step record(Step step, SignedVote vote) {
        var ballots = step.state().ballots();
        var known = ballots.of(vote.vote().phase()).of(vote.seat());
        if (known.isEmpty() || vote.view().isAfter(known.get().view())) {
            return step.to(ballots.with(vote));
        }
        return known.get().contradicts(vote) ? accuse(step, new Evidence(known.get(), vote)) : step;
    }

    /// Whoever signed both is shown both: one that restored an old journal, or runs twice, learns it from a
    /// signature that it does not know, and stops voting. ADR 0008.
    private static Step accuse(Step step, Evidence evidence) {
        var reported = step.emit(new Effect.ReportEquivocation(evidence));
        return step.state().instance().isOurs(evidence.seat())
                ? reported
                : reported.emit(new Effect.Send(evidence.seat(), message(evidence.first())))
                        .emit(new Effect.Send(evidence.seat(), message(evidence.second())));
    }

    private static PbftMessage message(SignedVote vote) {
        return switch (vote.vote().phase()) {
            case PREPARE -> new Prepare(vote);
            case COMMIT -> new Commit(vote);
        };
    }

    /// Castro–Liskov §4.2, *prepared*: the block of this view, our own PREPARE, and a quorum of them. The
    /// certificate is durable before the COMMIT leaves.
    private static Step tryPrepare(Step step) {
        var state = step.state();
        var round = state.round();
        boolean ready = state.mayVote()
                && round.isActive()
                && !round.isLockedHere()
                && round.candidate().filter(Candidate::voted).isPresent();
        if (!ready) {
            return step;
        }
        var proposal = round.candidate().get().proposal();
        var certificate = state.ballots().certificate(state.instance().committee(), prepare(state, proposal.digest()));
        if (certificate.isEmpty()) {
            return step;
        }
        var commit = state.instance().vote(Vote.Phase.COMMIT, state.height(), state.view(), proposal.digest());
        var vote = state.sign(state.voter().orElseThrow(), commit);
        return record(
                step.to(round.with(new Prepared(certificate.get(), proposal)))
                        .emit(new Effect.Persist(new JournalRecord.Locked(certificate.get())))
                        .emit(new Effect.Broadcast(new Commit(vote))),
                vote);
    }

    /// A quorum of COMMITs of any one view makes the block final, wherever we stand ourselves.
    private static Step tryCommit(Step step) {
        var state = step.state();
        if (state.round().isCommitting()) {
            return step;
        }
        return state.ballots().commits().values().stream()
                .map(SignedVote::vote)
                .distinct()
                .map(vote -> state.ballots().certificate(state.instance().committee(), vote))
                .flatMap(Optional::stream)
                .findFirst()
                .map(certificate -> Committing.onCertificate(step, certificate))
                .orElse(step);
    }

    private static Vote prepare(State state, Hash digest) {
        return state.instance().vote(Vote.Phase.PREPARE, state.height(), state.view(), digest);
    }

    private static boolean isCurrent(State state, Height height, View view) {
        return state.round().isActive() && height.equals(state.height()) && view.equals(state.view());
    }
}
