// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.Effect;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Step;
import org.tributary.pbft.driver.Reactor;

/// Forgets what was prepared when a view changes: leaves it out of what it says, and of what it hears.
record PreparedDropped(Forger forger, boolean alsoHeard) implements Plant {
    @Override
    public Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        return (state, event) -> {
            var step = honest.step(state, alsoHeard ? heard(instance, event) : event);
            List<Effect> effects = step.effects().stream()
                    .map(effect -> said(instance, effect))
                    .toList();
            return new Step(step.state(), effects);
        };
    }

    private Event heard(Instance instance, Event event) {
        return event instanceof Event.Received(int peer, ViewChange change)
                ? new Event.Received(peer, bare(instance, change))
                : event;
    }

    private Effect said(Instance instance, Effect effect) {
        return switch (effect) {
            case Effect.Broadcast(ViewChange change) -> new Effect.Broadcast(bare(instance, change));
            case Effect.Send(int peer, ViewChange change) -> new Effect.Send(peer, bare(instance, change));
            default -> effect;
        };
    }

    private ViewChange bare(Instance instance, ViewChange change) {
        return forger.viewChange(
                change.seat(), instance.chain(), change.height(), change.view(), Optional.empty(), Optional.empty());
    }
}
