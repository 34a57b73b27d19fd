// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Round.Candidate;
import org.tributary.pbft.Round.Prepared;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// VIEW-CHANGE and NEW-VIEW. Castro–Liskov §4.4 and §4.5.2.
final class ViewChanging {
    private ViewChanging() {}

    static Step onTimedOut(Step step) {
        var state = step.state();
        if (state.isBehind()) {
            // The others went on: what is missing here is their block, not another primary.
            return step;
        }
        // §4.5.2: with a quorum on its way to this view its primary had its chance; without one, a replica that ran
        // ahead alone would only be harder to meet.
        boolean supported =
                votersFor(state, state.view()) >= state.instance().committee().quorum();
        return !state.round().isChanging() || supported
                ? changeTo(step, state.view().next())
                : announce(step);
    }

    /// Leaves the current view for good. That is durable before it is said.
    static Step changeTo(Step step, View view) {
        var state = step.state();
        if (state.voter().isEmpty()) {
            return step;
        }
        var voter = state.voter().get();
        var locked = state.round().locked();
        var certificate = locked.map(Prepared::certificate);
        var hash = SigningHash.viewChange(state.instance(), state.height(), view, certificate);
        var change = new ViewChange(
                state.height(),
                view,
                certificate,
                locked.map(Prepared::proposal),
                voter.seat(),
                voter.signer().sign(hash));
        var left = step.to(state.round().changingTo(view))
                .to(state.ballots().with(change))
                .emit(new Effect.Persist(new JournalRecord.Changed(state.height(), view)));
        return settleIn(announce(left.restart(Timer.PROGRESS)));
    }

    /// Says again where we want to go, and how far we are: whoever is further has the answer.
    private static Step announce(Step step) {
        var state = step.state();
        return step.emit(new Effect.Broadcast(ownChange(state).orElseThrow()))
                .emit(new Effect.Broadcast(CatchingUp.status(state)));
    }

    static Optional<ViewChange> ownChange(State state) {
        return state.voter().flatMap(voter -> state.ballots().viewChanges().of(voter.seat()));
    }

    static Step onViewChange(Step step, int peer, ViewChange change) {
        var state = step.state();
        if (state.round().isActive() && !change.view().isAfter(state.view())) {
            return CatchingUp.resend(step, peer);
        }
        var known = state.ballots().viewChanges().of(change.seat());
        if (known.isPresent() && !change.view().isAfter(known.get().view())) {
            return step;
        }
        var heard = step.to(state.ballots().with(change));
        boolean justSupported = state.round().isChanging()
                && votersFor(state, state.view()) < state.instance().committee().quorum()
                && votersFor(heard.state(), state.view())
                        >= state.instance().committee().quorum();
        // §4.5.2: the wait for a NEW-VIEW starts when a quorum has asked for it.
        return settleIn(joinOthers(justSupported ? heard.restart(Timer.PROGRESS) : heard));
    }

    /// §4.5.2: f + 1 members, hence a correct one, want a higher view: go to the smallest of theirs at once.
    private static Step joinOthers(Step step) {
        var state = step.state();
        if (state.voter().isEmpty()) {
            return step;
        }
        var higher = state.ballots().viewChanges().values().stream()
                .map(ViewChange::view)
                .filter(view -> view.isAfter(state.view()))
                .sorted()
                .toList();
        return higher.size() >= state.instance().committee().weakQuorum() ? changeTo(step, higher.getFirst()) : step;
    }

    /// §4.4: the primary of the view that a quorum wants announces it.
    static Step settleIn(Step step) {
        var state = step.state();
        if (!state.round().isChanging() || !state.isPrimary() || !state.mayVote()) {
            return step;
        }
        var changes = state.ballots().viewChanges().values().stream()
                .filter(change -> change.view().equals(state.view()))
                .toList();
        return changes.size() >= state.instance().committee().quorum() ? lead(step, changes) : step;
    }

    private static Step lead(Step step, List<ViewChange> changes) {
        var state = step.state();
        var voter = state.voter().orElseThrow();
        var reproposal = owed(changes).map(block -> reproposal(state, voter, block));
        var justification = changes.stream().map(ViewChange::withoutBlock).toList();
        var hash = SigningHash.newView(
                state.instance(),
                state.height(),
                state.view(),
                justification,
                reproposal.map(each -> each.vote().digest()));
        var newView = new NewView(
                state.height(),
                state.view(),
                justification,
                reproposal,
                voter.seat(),
                voter.signer().sign(hash));
        var leading = step.to(state.round().entering(newView)).restart(Timer.PROGRESS);
        if (reproposal.isEmpty()) {
            return NormalCase.propose(leading.emit(new Effect.Broadcast(newView)));
        }
        // A quorum prepared the block, so f + 1 correct members found it valid: the primary need not ask again.
        var block = reproposal.get().proposal();
        return NormalCase.voted(
                leading.to(leading.state().round().with(new Candidate(block, false)))
                        .emit(new Effect.Persist(new JournalRecord.Accepted(state.view(), block)))
                        .emit(new Effect.Broadcast(newView)),
                reproposal.get().vote());
    }

    /// The block prepared in the highest view. Every VIEW-CHANGE that reached us whole brought its block.
    private static Optional<Proposal> owed(List<ViewChange> changes) {
        return MessageVerifier.highestPrepared(changes)
                .map(QuorumCertificate::digest)
                .flatMap(digest -> changes.stream()
                        .flatMap(change -> change.block().stream())
                        .filter(block -> block.digest().equals(digest))
                        .findFirst());
    }

    private static PrePrepare reproposal(State state, Voter voter, Proposal block) {
        var vote = state.instance().vote(Vote.Phase.PREPARE, state.height(), state.view(), block.digest());
        return new PrePrepare(state.sign(voter, vote), block);
    }

    static Step onNewView(Step step, NewView message) {
        var state = step.state();
        var round = state.round();
        boolean awaited =
                message.view().isAfter(round.view()) || (message.view().equals(round.view()) && round.isChanging());
        if (!awaited || !message.view().isAfter(state.firstView())) {
            return step;
        }
        var entered = step.to(round.entering(message)).restart(Timer.PROGRESS);
        if (message.reproposal().isEmpty()) {
            return Pbft.retryEarly(entered);
        }
        var reproposal = message.reproposal().get();
        return Pbft.retryEarly(NormalCase.accept(NormalCase.onVote(entered, reproposal.vote()), reproposal.proposal()));
    }

    private static int votersFor(State state, View view) {
        return state.ballots().viewChanges().count(change -> !change.view().isBefore(view));
    }
}
