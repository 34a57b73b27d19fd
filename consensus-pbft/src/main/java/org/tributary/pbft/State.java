// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import java.util.function.Predicate;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.Standing.Asking;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// A replica: what is committed, the one height in flight above it, and whether it may sign there.
public record State(
        Instance instance, Standing standing, Tip tip, Round round, Ballots ballots, CatchUp catchUp, Pace pace) {
    /// A replica that has never run, above `tip`. One that has is made by [Recovery].
    public static State fresh(Instance instance, Tip tip) {
        return new State(
                instance,
                Standing.voting(Memory.began(tip.height().next())),
                tip,
                Round.starting(tip.view()),
                Ballots.none(),
                CatchUp.at(tip.height()),
                Pace.IDLE);
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

    /// Our seat, where we may sign at this height. Whoever may not is a follower, seated or not.
    Optional<Voter> voter() {
        return standing.maySign(height()) ? instance.voter() : Optional.empty();
    }

    /// Whether we may vote in the view in which we stand: not where an earlier life may have done so.
    boolean mayVote() {
        return voter().isPresent() && standing.witnesses().exclude(height(), view(), instance.committee());
    }

    boolean isPrimary() {
        return voter().isPresent() && voter().get().seat() == instance.primary(height(), view());
    }

    /// The lowest height that we may sign at; empty for a follower, and as long as the others are asked.
    public Optional<Height> votesFrom() {
        return instance.voter().isPresent() && standing.asking().isEmpty()
                ? Optional.of(standing.memory().height())
                : Optional.empty();
    }

    /// How we know that our journal lacks signatures of ours, until the answers are in.
    public Optional<String> amnesia() {
        return standing.asking().flatMap(Asking::amnesia);
    }

    /// It carries our signature, and the journal does not know it.
    boolean isForgotten(Signed message) {
        return instance.isOurs(message.seat()) && !recalls(message.height(), own -> Memory.holds(own, message));
    }

    boolean isForgotten(QuorumCertificate certificate) {
        return instance.voter().isPresent()
                && Ballots.hasSigned(certificate, instance.voter().get().seat())
                && !recalls(
                        certificate.height(),
                        own -> Memory.holds(own, instance.voter().get().seat(), certificate.vote()));
    }

    private boolean recalls(Height height, Predicate<Ballots> own) {
        var memory = standing.memory();
        if (!height.equals(memory.height())) {
            return height.isBefore(memory.height());
        }
        return own.test(height.equals(height()) ? ballots : memory.own());
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

    State with(Standing changed) {
        return new State(instance, changed, tip, round, ballots, catchUp, pace);
    }

    State with(Round changed) {
        return new State(instance, standing, tip, changed, ballots, catchUp, pace);
    }

    State with(Ballots changed) {
        return new State(instance, standing, tip, round, changed, catchUp, pace);
    }

    /// The highest height that some certificate has proved to us.
    public Height proven() {
        return catchUp.proven();
    }

    State with(CatchUp changed) {
        return new State(instance, standing, tip, round, ballots, changed, pace);
    }

    State with(Pace changed) {
        return new State(instance, standing, tip, round, ballots, catchUp, changed);
    }

    /// Found to have forgotten something at `height`: what it meant to do at this height is off.
    State following(Standing asking, Height height) {
        var proving = asking.asking().orElseThrow().proving(height);
        return with(asking.with(proving)).with(round.isCommitting() ? round : round.following(firstView()));
    }

    /// Above a new tip, in the view that it prescribes, or where the journal says that we stand at this height. What
    /// came early stays.
    State above(Tip committed) {
        var memory = standing.memory();
        boolean recalled = memory.height().equals(committed.height().next());
        var fresh = Round.starting(committed.view());
        return new State(
                instance,
                standing,
                committed,
                recalled ? memory.round().orElse(fresh) : fresh,
                (recalled ? memory.own() : Ballots.none()).with(ballots.early()),
                catchUp.committed(committed.height()),
                pace);
    }
}
