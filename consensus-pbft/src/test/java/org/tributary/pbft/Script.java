// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;
import org.tributary.primitives.Verdict;

/// Drives one replica event by event, and keeps what each step asked for.
final class Script {
    private State state;
    private List<Effect> effects = List.of();

    Script(State state) {
        this.state = state;
    }

    Script on(Event event) {
        var step = Pbft.step(state, event);
        state = step.state();
        effects = step.effects();
        return this;
    }

    Script receives(PbftMessage... messages) {
        var all = new ArrayList<Effect>();
        for (var message : messages) {
            int from = message instanceof PbftMessage.Signed signed ? signed.seat() : 0;
            all.addAll(on(new Event.Received(from, message)).effects);
        }
        effects = all;
        return this;
    }

    /// What several events came to, as if it were one.
    Script keep(List<Effect> all) {
        effects = List.copyOf(all);
        return this;
    }

    /// The application finds the block of the current view good.
    Script accepts(Proposal block) {
        return validated(block, Verdict.accept());
    }

    Script refuses(Proposal block) {
        return validated(block, Verdict.reject("not to our taste"));
    }

    private Script validated(Proposal block, Verdict verdict) {
        return on(new Event.Validated(block.height(), state.view(), block.digest(), verdict));
    }

    Script timesOut(Timer timer) {
        return on(new Event.TimedOut(timer, state.pace().token(timer)));
    }

    State state() {
        return state;
    }

    List<Effect> effects() {
        return effects;
    }

    <T extends Effect> List<T> effects(Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<PbftMessage> broadcasts() {
        return effects(Effect.Broadcast.class).stream()
                .map(Effect.Broadcast::message)
                .toList();
    }
}
