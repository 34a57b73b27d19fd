// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// Replicas that start, and what the others answer to their question.
final class Starts {
    static final Height ONE = new Height(1);
    static final View FIRST = new View(1);
    static final Seats SEATS = Seats.of(4);
    static final Proposal BLOCK = block(1);
    static final Locked LOCKED = new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK));

    static Proposal block(long height) {
        return TestBlock.of(new Height(height), View.ZERO, "a");
    }

    static QuorumCertificate certificate(Vote.Phase phase, long height) {
        return SEATS.certificate(phase, View.ZERO, block(height));
    }

    /// Seat 3 is in none of the certificates that the test makes, seat 1 is in each.
    static Script started(int seat, JournalRecord... records) {
        return started(seat, Tip.GENESIS, records);
    }

    static Script started(int seat, Tip tip, JournalRecord... records) {
        return new Script(Recovery.recovered(
                        SEATS.replica(seat), new Recovery.Found(tip, List.of(records), false, List.of()), 7))
                .on(new Event.Started());
    }

    /// The first start of a new key, which has nothing to have forgotten.
    static Script begun(int seat) {
        var found = new Recovery.Found(Tip.GENESIS, List.of(new Began(ONE)), true, List.of());
        return new Script(Recovery.recovered(SEATS.replica(seat), found, 7)).on(new Event.Started());
    }

    static ReplyStable shows(Signed yours) {
        return new ReplyStable(7, Optional.empty(), View.ZERO, Optional.empty(), Optional.of(yours));
    }

    static ReplyStable proves(long height) {
        return new ReplyStable(
                7, Optional.of(certificate(Vote.Phase.COMMIT, height)), View.ZERO, Optional.empty(), Optional.empty());
    }

    static ReplyStable prepared(long height) {
        return new ReplyStable(
                7, Optional.empty(), View.ZERO, Optional.of(certificate(Vote.Phase.PREPARE, height)), Optional.empty());
    }

    static void answer(Script script, ReplyStable... answers) {
        var all = new ArrayList<Effect>();
        int peer = 0;
        for (var answer : answers) {
            peer += script.state().instance().isOurs(peer) ? 1 : 0;
            all.addAll(script.on(new Event.Received(peer++, answer)).effects());
        }
        script.keep(all);
    }

    static void follow(Script script, long to) {
        for (long height = script.state().height().number(); height <= to; height++) {
            script.receives(SEATS.certified(block(height))).on(new Event.Committed(new Height(height)));
        }
    }

    static boolean votes(Script script) {
        var next = TestBlock.of(script.state().height(), script.state().view(), "next");
        return !script.receives(SEATS.prePrepare(script.state().view(), next))
                .effects(Effect.Validate.class)
                .isEmpty();
    }

    static Script voter(int seat) {
        var script = begun(seat);
        answer(script, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        return script;
    }

    private Starts() {}
}
