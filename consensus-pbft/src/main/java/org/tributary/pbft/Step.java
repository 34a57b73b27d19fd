// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;

/// What an event came to: the next state, and what to do about it, in this order.
public record Step(State state, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step from(State state) {
        return new Step(state, List.of());
    }

    Step to(State next) {
        return new Step(next, effects);
    }

    Step to(Standing next) {
        return to(state.with(next));
    }

    Step to(Round next) {
        return to(state.with(next));
    }

    Step to(Ballots next) {
        return to(state.with(next));
    }

    Step to(CatchUp next) {
        return to(state.with(next));
    }

    Step to(Pace next) {
        return to(state.with(next));
    }

    Step emit(Effect effect) {
        var more = new ArrayList<>(effects);
        more.add(effect);
        return new Step(state, more);
    }

    /// The timer starts over (or stops, where it is not wanted) when the step is done.
    Step restart(Timer timer) {
        return to(state.pace().stopped(timer));
    }
}
