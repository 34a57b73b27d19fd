// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.Optional;
import org.tributary.pbft.Effect;
import org.tributary.pbft.Event;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.State;
import org.tributary.pbft.Step;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.View;

/// Votes right after a start, as if all the others had answered that they know nothing: without the amnesia rule.
record Unasked(Reactor.Core honest) implements Reactor.Core {
    @Override
    public Step step(State state, Event event) {
        if (event instanceof Event.Received(int peer, PbftMessage.ReplyStable reply)) {
            return new Step(state, java.util.List.of());
        }
        var step = honest.step(state, event);
        var effects = new ArrayList<>(step.effects());
        var current = step.state();
        for (var effect : step.effects()) {
            if (effect instanceof Effect.Broadcast(PbftMessage.QueryStable(long question))) {
                for (int seat = 0; seat < state.instance().committee().size(); seat++) {
                    var nothing = new PbftMessage.ReplyStable(
                            question, Optional.empty(), View.ZERO, Optional.empty(), Optional.empty());
                    var told = honest.step(current, new Event.Received(seat, nothing));
                    current = told.state();
                    effects.addAll(told.effects());
                }
            }
        }
        return new Step(current, effects);
    }
}
