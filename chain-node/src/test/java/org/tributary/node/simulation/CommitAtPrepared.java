// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.HashMap;
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
        var accepted = new HashMap<H1, Proposal>();
        return (state, event) -> {
            var step = honest.step(state, event);
            var effects = new ArrayList<>(step.effects());
            for (var effect : step.effects()) {
                if (effect instanceof Effect.Persist(JournalRecord.Accepted(var view, var proposal))) {
                    accepted.put(new H1(proposal.digest()), proposal);
                }
                if (effect instanceof Effect.Persist(JournalRecord.Locked(var certificate))) {
                    effects.add(new Effect.CommitBlock(accepted.get(new H1(certificate.digest())), certificate));
                }
            }
            return new Step(step.state(), effects);
        };
    }

    private record H1(Hash digest) {}
}
