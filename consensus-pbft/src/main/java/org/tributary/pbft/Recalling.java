// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Standing.Asking;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.QuorumCertificate;

/// The amnesia rule of protocol §3: on start a replica asks all what is proved, waits for a quorum (itself
/// counted), and votes only if its journal knows every signature of its own that it is shown. The question is the
/// estimation protocol of Castro and Liskov, TOCS 2002, §4.3.2; what is made of the answers is in ADR 0008.
final class Recalling {
    private Recalling() {}

    static Step onStarted(Step step) {
        var asking = step.state().standing().asking();
        if (asking.isEmpty()) {
            return CatchingUp.sayAll(step);
        }
        var known = asking.get().amnesia().isPresent() ? persistAmnesia(step) : step;
        return concludeWith(ask(known), everybody(step.state()));
    }

    private static Step ask(Step step) {
        return step.emit(
                new Effect.Broadcast(new QueryStable(step.state().standing().question())));
    }

    /// Everybody answers, also who waits for answers itself: a committee that starts together has nobody else. Only
    /// whose chain lies below its own journal cannot prove what it knew, and catches up first.
    static Step onQuery(Step step, int peer, QueryStable query) {
        var state = step.state();
        if (state.height().isBefore(state.standing().memory().height())) {
            return step;
        }
        var prepared = state.round().locked().map(Round.Prepared::certificate);
        var yours = state.ballots().latestOf(peer);
        return step.emit(new Effect.Send(
                peer, new ReplyStable(query.question(), state.tip().certificate(), state.view(), prepared, yours)));
    }

    static Step onReply(Step step, int peer, ReplyStable reply) {
        var state = step.state();
        boolean asked = state.standing().question() == reply.question()
                && state.instance().isSeat(peer)
                && !state.instance().isOurs(peer);
        if (!asked) {
            return step;
        }
        var heard = checkAll(witnessed(step, peer, reply), reply);
        if (heard.state().standing().asking().isEmpty()) {
            boolean freed = !state.mayVote() && heard.state().mayVote();
            return freed ? NormalCase.resume(heard) : heard;
        }
        var asking = heard.state().standing().asking().orElseThrow();
        var counted =
                heard.to(heard.state().standing().with(asking.answeredBy(peer).proving(highest(reply))));
        var informed = reply.committed().isPresent()
                ? CatchingUp.onProven(counted, peer, reply.committed().get().height())
                : counted;
        return concludeWith(informed, everybody(informed.state()));
    }

    private static Step witnessed(Step step, int peer, ReplyStable reply) {
        var standing = step.state().standing();
        return step.to(standing.with(standing.witnesses().with(peer, Witnesses.Place.of(reply))));
    }

    /// Some did not answer, and we may not vote where we stand: their word may allow it.
    static Step askTheRest(Step step) {
        var state = step.state();
        boolean barred = state.voter().isPresent() && !state.mayVote();
        return barred && state.standing().witnesses().lackAny(state.instance().committee()) ? ask(step) : step;
    }

    private static Height highest(ReplyStable reply) {
        return Stream.of(
                        reply.committed().map(QuorumCertificate::height),
                        reply.prepared().map(QuorumCertificate::height),
                        reply.yours().map(Signed::height))
                .flatMap(Optional::stream)
                .max(Height::compareTo)
                .orElse(Height.ZERO);
    }

    private static Step checkAll(Step step, ReplyStable reply) {
        var next = step;
        for (var certificate : Stream.concat(reply.committed().stream(), reply.prepared().stream())
                .toList()) {
            next = check(next, certificate);
        }
        return reply.yours().isPresent() ? check(next, reply.yours().get()) : next;
    }

    /// A signature of ours that the journal does not know proves that the journal is not the one we wrote last.
    /// It may also stand inside a VIEW-CHANGE or NEW-VIEW of somebody else.
    static Step check(Step step, Signed message) {
        var checked = step.state().isForgotten(message) ? onForgotten(step, message.height()) : step;
        if (message instanceof ViewChange change && change.prepared().isPresent()) {
            return check(checked, change.prepared().get());
        }
        if (message instanceof NewView newView) {
            for (var change : newView.justification()) {
                checked = checked.state().isForgotten(change) ? onForgotten(checked, change.height()) : checked;
            }
        }
        return checked;
    }

    static Step check(Step step, QuorumCertificate certificate) {
        return step.state().isForgotten(certificate) ? onForgotten(step, certificate.height()) : step;
    }

    private static Step onForgotten(Step step, Height height) {
        var state = step.state();
        var standing = state.standing();
        var reason = "the journal lacks a signature of ours at height " + height
                + ": it was restored from an old backup, or another node runs with this key";
        if (standing.asking().isEmpty()) {
            // It voted already: it asks anew, and old answers do not count.
            return ask(persistAmnesia(step.to(state.following(standing.askingAgain(reason), height))));
        }
        var known = standing.asking().get();
        var noted = step.to(state.following(standing.with(known.because(reason)), height));
        return known.amnesia().isPresent() ? noted : persistAmnesia(noted);
    }

    /// A crash must not make a voter of one that knows that it forgot.
    private static Step persistAmnesia(Step step) {
        return step.emit(
                new Effect.Persist(new JournalRecord.Forgot(step.state().height())));
    }

    /// The grace for those that were slow is over: a quorum is enough. Without one it asks again.
    static Step onTimedOut(Step step) {
        var asking = step.state().standing().asking();
        int enough = step.state().instance().committee().quorum() - 1;
        return asking.isPresent() && asking.get().answered().size() >= enough ? concludeWith(step, enough) : ask(step);
    }

    private static int everybody(State state) {
        return state.instance().committee().size() - 1;
    }

    private static Step concludeWith(Step step, int answers) {
        var state = step.state();
        var asking = state.standing().asking().orElseThrow();
        if (asking.answered().size() < answers) {
            return step;
        }
        return asking.amnesia().isPresent() ? abstain(step, asking) : vote(step);
    }

    private static Step vote(Step step) {
        var standing = step.state().standing();
        var voting = step.to(standing.votingFrom(standing.memory()));
        return CatchingUp.sayAll(Committing.settle(voting));
    }

    /// Whatever we forgot lies at most one height above what is proved: a block that we committed has f + 1 correct
    /// members behind it that prepared it, and one of them is among those that answered. So a certificate above
    /// what is proved settles all that we forgot, and we vote on what comes after it.
    private static Step abstain(Step step, Asking asking) {
        var tip = step.state().tip().height();
        var proved = asking.proved().isAfter(tip) ? asking.proved() : tip;
        var from = proved.plus(2);
        return step.to(step.state().standing().votingFrom(Memory.began(from)))
                .emit(new Effect.Persist(new JournalRecord.Began(from)));
    }
}
