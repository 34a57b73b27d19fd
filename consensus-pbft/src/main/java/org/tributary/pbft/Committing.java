// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.QuorumCertificate;

/// From a COMMIT certificate to the next height.
final class Committing {
    private Committing() {}

    static Step onCertificate(Step step, QuorumCertificate certificate) {
        var state = step.state();
        var block = knownBlocks(state)
                .filter(proposal -> proposal.digest().equals(certificate.digest()))
                .findFirst();
        return block.isPresent()
                ? commit(step, new Certified(block.get(), certificate))
                // We hold the proof and lack the block.
                : CatchingUp.fetchIfBehind(step.to(state.catchUp().withProven(certificate.height())));
    }

    private static Stream<Proposal> knownBlocks(State state) {
        var mine = Stream.of(
                        state.round().candidate().map(Round.Candidate::proposal),
                        state.round().locked().map(Round.Prepared::proposal))
                .flatMap(Optional::stream);
        var theirs = state.ballots().viewChanges().values().stream()
                .map(ViewChange::block)
                .flatMap(Optional::stream);
        return Stream.concat(mine, theirs);
    }

    static Step commit(Step step, Certified certified) {
        var checked = Recalling.check(step, certified.certificate());
        return checked.to(checked.state().round().committing(certified))
                .emit(new Effect.CommitBlock(certified.proposal(), certified.certificate()));
    }

    static Step onCommitted(Step step, Height height) {
        if (!(step.state().round().stage() instanceof Round.Committing(var certified))
                || !certified.height().equals(height)) {
            return step;
        }
        var tip = new Tip(height, certified.proposal().view(), Optional.of(certified.certificate()));
        var above =
                settle(step.to(step.state().above(tip))).restart(Timer.PROGRESS).restart(Timer.CATCH_UP);
        var next = above.state().catchUp().block(above.state().height());
        return next.isPresent()
                ? commit(above, next.get())
                : NormalCase.proceed(CatchingUp.fetchIfBehind(Pbft.retryEarly(above)));
    }

    /// All that we signed below the height in flight is settled: the journal starts anew.
    static Step settle(Step step) {
        var state = step.state();
        var standing = state.standing();
        if (state.voter().isEmpty() || !state.height().isAfter(standing.memory().height())) {
            return step;
        }
        return step.to(standing.votingFrom(Memory.began(state.height())))
                .emit(new Effect.Forget(new JournalRecord.Began(state.height())));
    }
}
