// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;

/// Takes each start for the first one of its key: then no view is barred to it.
record FirstLifeForEver() implements Plant {
    @Override
    public Journal journal(SimulatedNode node, ChainName chain, Journal honest) {
        return new Journal() {
            @Override
            public List<Bytes> records() {
                return honest.records();
            }

            @Override
            public boolean isUnused() {
                return true;
            }

            @Override
            public void append(Bytes entry) {
                honest.append(entry);
            }

            @Override
            public void sync() {
                honest.sync();
            }

            @Override
            public void reset(Bytes first) {
                honest.reset(first);
            }
        };
    }
}
