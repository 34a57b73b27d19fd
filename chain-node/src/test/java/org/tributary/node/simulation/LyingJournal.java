// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Instance;
import org.tributary.pbft.driver.Journal;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.ChainName;

/// A journal that does not keep what it is for.
record LyingJournal(Lie lie) implements Plant {
    enum Lie {
        NOTHING_SYNCED,
        VIEWS_FORGOTTEN,
        VOTES_FORGOTTEN
    }

    private static final int ACCEPTED = 2;
    private static final int LOCKED = 3;
    private static final int CHANGED = 4;

    @Override
    public Journal journal(SimulatedNode node, ChainName chain, Journal honest) {
        return new ForwardingJournal(honest) {
            @Override
            public List<Bytes> records() {
                return super.records().stream()
                        .filter(LyingJournal.this::remembers)
                        .toList();
            }

            @Override
            public void sync() {
                if (lie != Lie.NOTHING_SYNCED) {
                    super.sync();
                }
            }
        };
    }

    /// A replica that asked the others would learn what it forgot.
    @Override
    public Reactor.Core core(SimulatedNode node, Instance instance, Reactor.Core honest) {
        return new Unasked(honest);
    }

    private boolean remembers(Bytes entry) {
        int kind = kind(entry);
        return switch (lie) {
            case NOTHING_SYNCED -> true;
            case VIEWS_FORGOTTEN -> kind != CHANGED;
            case VOTES_FORGOTTEN -> kind != ACCEPTED && kind != LOCKED;
        };
    }

    /// The first element of an RLP list.
    private static int kind(Bytes entry) {
        int first = entry.get(0) & 0xff;
        return entry.get(first <= 0xf7 ? 1 : 1 + first - 0xf7);
    }
}
