// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;

/// Takes each start for the first one of its key: then no view is barred to it.
record FirstLifeForEver() implements Plant {
    @Override
    public Journal journal(SimulatedNode node, ChainName chain, Journal honest) {
        return new ForwardingJournal(honest) {
            @Override
            public boolean isUnused() {
                return true;
            }
        };
    }
}
