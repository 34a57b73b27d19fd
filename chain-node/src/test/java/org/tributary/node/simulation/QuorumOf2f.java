// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.tributary.pbft.Effect;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.Pbft;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.SignedVote;
import org.tributary.pbft.Step;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.committee.Vote;

/// Counts 2f votes as a quorum: the missing one is made up.
record QuorumOf2f(Forger forger) implements Plant {
    @Override
    public Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        var heard = new HashMap<Vote, TreeSet<Integer>>();
        return (state, event) -> {
            var step = honest.step(state, event);
            note(heard, event);
            step.effects().forEach(effect -> note(heard, effect));
            var effects = new ArrayList<>(step.effects());
            var current = step.state();
            for (var vote : List.copyOf(heard.keySet())) {
                var seats = Objects.requireNonNull(heard.get(vote));
                if (vote.height().equals(current.height())
                        && seats.size() == 2 * instance.committee().faults()) {
                    var more = Pbft.step(current, new Event.Received(node.seat(), missing(vote, seats)));
                    effects.addAll(more.effects());
                    current = more.state();
                }
            }
            return new Step(current, effects);
        };
    }

    private PbftMessage missing(Vote vote, TreeSet<Integer> seats) {
        int seat = 0;
        while (seats.contains(seat)) {
            seat++;
        }
        seats.add(seat);
        return vote.phase() == Vote.Phase.PREPARE
                ? forger.prepare(seat, vote, vote.digest())
                : forger.commit(seat, vote, vote.digest());
    }

    private static void note(Map<Vote, TreeSet<Integer>> heard, Event event) {
        if (event instanceof Event.Received(int peer, var message)) {
            note(heard, message);
        }
    }

    private static void note(Map<Vote, TreeSet<Integer>> heard, Effect effect) {
        if (effect instanceof Effect.Broadcast(var message)) {
            note(heard, message);
        }
    }

    private static void note(Map<Vote, TreeSet<Integer>> heard, PbftMessage message) {
        switch (message) {
            case PbftMessage.PrePrepare m -> note(heard, m.vote());
            case PbftMessage.Prepare m -> note(heard, m.vote());
            case PbftMessage.Commit m -> note(heard, m.vote());
            case PbftMessage.ViewChange ignored -> {}
            case PbftMessage.NewView ignored -> {}
            case PbftMessage.Status ignored -> {}
            case PbftMessage.QueryStable ignored -> {}
            case PbftMessage.ReplyStable ignored -> {}
            case PbftMessage.Fetch ignored -> {}
            case PbftMessage.Certified ignored -> {}
        }
    }

    private static void note(Map<Vote, TreeSet<Integer>> heard, SignedVote vote) {
        heard.computeIfAbsent(vote.vote(), unknown -> new TreeSet<>()).add(vote.seat());
    }
}
