// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

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

/// The whole protocol: a state and an event give a state and effects. Castro–Liskov §4; protocol §3.
public final class Pbft {
    private Pbft() {}

    public static Step step(State state, Event event) {
        var step = Step.from(state);
        return Timing.settle(
                switch (event) {
                    case Event.Started() -> Recalling.onStarted(step);
                    case Event.Received(int peer, var message) -> onMessage(step, peer, message);
                    case Event.TimedOut(var timer, long token) -> onTimedOut(step, timer, token);
                    case Event.DemandChanged(boolean demand) -> NormalCase.onDemand(step, demand);
                    case Event.Built(var proposal) -> NormalCase.onBuilt(step, proposal);
                    case Event.NotBuilt(var height, var view) -> NormalCase.onNotBuilt(step, height, view);
                    case Event.Validated validated -> NormalCase.onValidated(step, validated);
                    case Event.Committed(var height) -> Committing.onCommitted(step, height);
                });
    }

    private static Step onTimedOut(Step step, Timer timer, long token) {
        if (token != step.state().pace().token(timer)) {
            return step;
        }
        var stopped = step.restart(timer);
        return switch (timer) {
            case PROGRESS -> ViewChanging.onTimedOut(Recalling.askTheRest(stopped));
            case CATCH_UP -> CatchingUp.onTimedOut(stopped);
            case ANSWERS -> Recalling.onTimedOut(stopped);
        };
    }

    private static Step onMessage(Step step, int peer, PbftMessage message) {
        return switch (message) {
            case Signed signed -> onSigned(Recalling.check(step, signed), peer, signed);
            case Status status -> CatchingUp.onStatus(step, peer, status);
            case QueryStable query -> Recalling.onQuery(step, peer, query);
            case ReplyStable reply -> Recalling.onReply(step, peer, reply);
            case Fetch(var from) -> CatchingUp.onFetch(step, peer, from);
            case Certified certified -> CatchingUp.onCertified(step, certified);
        };
    }

    /// Sorts by height: of a lower one only a VIEW-CHANGE asks for an answer, a higher one shows that we are
    /// behind.
    private static Step onSigned(Step step, int peer, Signed message) {
        var state = step.state();
        if (message.height().isBefore(state.height())) {
            return message instanceof ViewChange ? CatchingUp.sendStatus(step, peer) : step;
        }
        if (message.height().isAfter(state.height())) {
            return CatchingUp.onHigher(step, message);
        }
        if (state.round().isCommitting()) {
            return step;
        }
        return switch (message) {
            case PrePrepare prePrepare -> NormalCase.onPrePrepare(step, prePrepare);
            case Prepare(var vote) -> NormalCase.onVote(step, vote);
            case Commit(var vote) -> NormalCase.onVote(step, vote);
            case ViewChange change -> ViewChanging.onViewChange(step, peer, change);
            case NewView newView -> ViewChanging.onNewView(step, newView);
        };
    }

    /// Tries again what came too early, as if it came now.
    static Step retryEarly(Step step) {
        var waiting = step.state().ballots().early().messages();
        var next = step.to(step.state().ballots().with(Early.none()));
        for (var message : waiting) {
            next = onSigned(next, message.seat(), message);
        }
        return next;
    }
}
