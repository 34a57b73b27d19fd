// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import org.tributary.pbft.Effect;
import org.tributary.pbft.Instance;
import org.tributary.pbft.JournalRecord;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.Step;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.Hash;

/// Takes a prepared block for a committed one.
record CommitAtPrepared() implements Plant {
    @Override
    public Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        var accepted = new HashMap<Hash, Proposal>();
        return (state, event) -> {
            var step = honest.step(state, event);
            var effects = new ArrayList<>(step.effects());
            for (var effect : step.effects()) {
                if (effect instanceof Effect.Persist(JournalRecord.Accepted(var view, var proposal))) {
                    accepted.put(proposal.digest(), proposal);
                }
                if (effect instanceof Effect.Persist(JournalRecord.Locked(var certificate))) {
                    effects.add(new Effect.CommitBlock(
                            Objects.requireNonNull(accepted.get(certificate.digest())), certificate));
                }
            }
            return new Step(step.state(), effects);
        };
    }
}
