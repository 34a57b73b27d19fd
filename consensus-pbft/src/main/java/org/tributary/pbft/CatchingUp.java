// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// How a replica that missed something gets it: blocks by certificate, messages of the height in flight by
/// asking.
final class CatchingUp {
    private CatchingUp() {}

    /// Says again what the journal remembers, and how far we are. Those that are further, or as far, answer.
    static Step sayAll(Step step) {
        var state = step.state();
        var started = step.emit(new Effect.Broadcast(status(state)));
        for (var message : said(state)) {
            started = started.emit(new Effect.Broadcast(message));
        }
        return state.round().isChanging() ? ViewChanging.settleIn(started) : NormalCase.resume(started);
    }

    static Status status(State state) {
        return new Status(state.tip().certificate());
    }

    static Step sendStatus(Step step, int peer) {
        return step.emit(new Effect.Send(peer, status(step.state())));
    }

    static Step onStatus(Step step, int peer, Status status) {
        var state = step.state();
        var committed = status.committed().map(QuorumCertificate::height);
        if (committed.isEmpty()) {
            // It has only the epoch's first block, which everybody has.
            return state.tip().certificate().isEmpty() ? resend(step, peer) : sendStatus(step, peer);
        }
        if (committed.get().isBefore(state.tip().height())) {
            return sendStatus(step, peer);
        }
        if (committed.get().equals(state.tip().height())) {
            return resend(step, peer);
        }
        return onProven(Recalling.check(step, status.committed().get()), peer, committed.get());
    }

    static Step onProven(Step step, int peer, Height committed) {
        return committed.isBefore(step.state().height())
                ? step
                : fetchFrom(step.to(step.state().catchUp().withProven(committed)), peer);
    }

    /// For one that may have missed it.
    static Step resend(Step step, int peer) {
        var next = step;
        for (var message : said(step.state())) {
            next = next.emit(new Effect.Send(peer, message));
        }
        return next;
    }

    /// What we last said at this height, and the NEW-VIEW that brought us here, whoever signed it.
    private static List<PbftMessage> said(State state) {
        var round = state.round();
        if (round.isChanging()) {
            return ViewChanging.ownChange(state).stream()
                    .map(PbftMessage.class::cast)
                    .toList();
        }
        var said = new ArrayList<PbftMessage>(round.newView().stream().toList());
        if (state.voter().isPresent() && round.candidate().isPresent()) {
            int seat = state.voter().get().seat();
            var block = round.candidate().get().proposal();
            boolean proposed = state.isPrimary() && block.view().equals(state.view());
            own(state.ballots().prepares(), seat, state.view())
                    .ifPresent(vote -> said.add(proposed ? new PrePrepare(vote, block) : new Prepare(vote)));
            own(state.ballots().commits(), seat, state.view()).ifPresent(vote -> said.add(new Commit(vote)));
        }
        return said;
    }

    private static Optional<SignedVote> own(SeatMap<SignedVote> votes, int seat, View view) {
        return votes.of(seat).filter(vote -> vote.view().equals(view));
    }

    /// A member works above us. The next height may just have overtaken our last COMMIT: the message waits, and
    /// the catch-up timer gives the COMMIT time. Beyond it we are certainly behind.
    static Step onHigher(Step step, Signed message) {
        var state = step.state();
        var noted = step.to(state.catchUp().withAhead(message.seat(), message.height()));
        if (message.height().equals(state.height().next())) {
            return noted.to(
                    noted.state().ballots().with(noted.state().ballots().early().with(message)));
        }
        boolean certain = noted.state().catchUp().votersAbove(state.height().next())
                >= state.instance().committee().weakQuorum();
        return certain && state.pace().catchUp() == 0 ? fetchFrom(noted, message.seat()) : noted;
    }

    static Step onFetch(Step step, int peer, Height from) {
        var tip = step.state().tip().height();
        if (from.isAfter(tip)) {
            return step;
        }
        var last = from.plus(CatchUp.WINDOW - 1);
        return sendStatus(step.emit(new Effect.Serve(peer, from, last.isBefore(tip) ? last : tip)), peer);
    }

    static Step onCertified(Step step, Certified certified) {
        var state = step.state();
        if (certified.height().isBefore(state.height())) {
            return step;
        }
        if (certified.height().equals(state.height())) {
            return state.round().isCommitting() ? step : Committing.commit(step, certified);
        }
        return fetchIfBehind(
                step.to(state.catchUp().with(certified, state.height()).withProven(certified.height())));
    }

    /// Asks on, unless what was asked for is still on its way.
    static Step fetchIfBehind(Step step) {
        var state = step.state();
        boolean waiting = !state.catchUp().askedTo().isBefore(state.height());
        boolean proven = !state.catchUp().proven().isBefore(state.height());
        return proven && !waiting && !state.round().isCommitting()
                ? ask(step, state.catchUp().source())
                : step;
    }

    private static Step fetchFrom(Step step, int peer) {
        var state = step.state();
        boolean waiting = !state.catchUp().askedTo().isBefore(state.height());
        return waiting || state.round().isCommitting() ? step : ask(step, peer);
    }

    /// No answer, or none that helped: the next member is asked. A follower, whom nobody calls, asks all the
    /// time.
    static Step onTimedOut(Step step) {
        var state = step.state();
        int next = (state.catchUp().source() + 1) % state.instance().committee().size();
        return ask(
                step,
                state.instance().isOurs(next)
                        ? (next + 1) % state.instance().committee().size()
                        : next);
    }

    private static Step ask(Step step, int peer) {
        var state = step.state();
        return step.to(state.catchUp().asked(state.height().plus(CatchUp.WINDOW - 1), peer))
                .emit(new Effect.Send(peer, new Fetch(state.height())))
                .restart(Timer.CATCH_UP);
    }
}
