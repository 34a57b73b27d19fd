// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.OldViews;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.driver.Reactor;

/// Enters whatever view it is told of, also one that it has left.
record StaleNewViewAccepted() implements Plant {
    @Override
    public Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        return (state, event) -> event instanceof Event.Received(int peer, NewView view)
                ? honest.step(OldViews.entered(state, view), event)
                : honest.step(state, event);
    }
}
