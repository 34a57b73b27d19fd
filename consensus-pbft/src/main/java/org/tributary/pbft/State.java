// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

/// A replica: what is committed, and the one height in flight above it.
public record State(Instance instance, Tip tip, Round round, Ballots ballots, CatchUp catchUp, Pace pace) {
    /// A replica that has never run, above `tip`. One that has is made by [Recovery].
    public static State fresh(Instance instance, Tip tip) {
        return new State(
                instance, tip, Round.starting(tip.view()), Ballots.none(), CatchUp.at(tip.height()), Pace.IDLE);
    }

    /// The height in flight.
    public Height height() {
        return tip.height().next();
    }

    public View view() {
        return round.view();
    }

    /// The view that this height started in.
    View firstView() {
        return tip.view();
    }

    Optional<Voter> voter() {
        return instance.voter();
    }

    boolean isPrimary() {
        return voter().isPresent() && voter().get().seat() == instance.primary(height(), view());
    }

    /// Another member is proved, or must be believed, to have committed the height in flight.
    boolean isBehind() {
        return !catchUp.proven().isBefore(height())
                || catchUp.votersAbove(height()) >= instance.committee().weakQuorum();
    }

    boolean isInFlight() {
        return round.candidate().isPresent()
                || ballots.voters() >= instance.committee().weakQuorum();
    }

    /// Our vote, signed.
    SignedVote sign(Voter voter, Vote vote) {
        return new SignedVote(vote, voter.seat(), voter.signer().sign(vote.signingHash()));
    }

    State with(Round changed) {
        return new State(instance, tip, changed, ballots, catchUp, pace);
    }

    State with(Ballots changed) {
        return new State(instance, tip, round, changed, catchUp, pace);
    }

    /// The highest height that some certificate has proved to us.
    public Height proven() {
        return catchUp.proven();
    }

    State with(CatchUp changed) {
        return new State(instance, tip, round, ballots, changed, pace);
    }

    State with(Pace changed) {
        return new State(instance, tip, round, ballots, catchUp, changed);
    }

    /// Above a new tip, in the view that it prescribes. What came early stays.
    State above(Tip committed) {
        return new State(
                instance,
                committed,
                Round.starting(committed.view()),
                Ballots.none().with(ballots.early()),
                catchUp.committed(committed.height()),
                pace);
    }
}
