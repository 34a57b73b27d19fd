// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// Steps of a receipt's way through the network, at each of which a member can die.
enum Moment {
    /// A provider's batch has come in, and nothing is done yet.
    RECEIVED,
    /// Some member has been told that this one has the batch on its disk.
    ACKNOWLEDGED,
    /// A quorum has it, and the provider does not know yet.
    CERTIFIED,
    /// The provider's answer is on its way.
    ANSWERED,
    BEFORE_ORDERING,
    AFTER_ORDERING,
    BEFORE_CLOSE,
    AFTER_CLOSE,
    BEFORE_SETTLEMENT,
    AFTER_SETTLEMENT;

    /// Mirrors the tag of metering's table of ordered batches, and the first byte of a window's key.
    private static final int ORDERED = 9;

    private static final int WINDOW = 'w';

    FaultKind fault() {
        return FaultKind.valueOf("KILLED_" + this);
    }

    /// What a block's write is the moment before.
    static Optional<Moment> before(ChainName chain, WriteBatch batch) {
        boolean ordering = false;
        boolean closing = false;
        boolean settling = false;
        for (var write : batch.writes()) {
            switch (write) {
                case WriteBatch.Put(var table, var key, var value) -> {
                    ordering |= table == Table.CELLS && key.get(0) == ORDERED;
                    closing |= table == Table.WINDOWS && key.get(0) == WINDOW;
                }
                case WriteBatch.Delete(var table, var key) ->
                    settling |= table == Table.INBOX && chain.equals(ChainName.MAIN);
            }
        }
        if (closing) {
            return Optional.of(BEFORE_CLOSE);
        }
        return ordering ? Optional.of(BEFORE_ORDERING) : settling ? Optional.of(BEFORE_SETTLEMENT) : Optional.empty();
    }

    /// What comes right behind one of those.
    Moment after() {
        return values()[ordinal() + 1];
    }
}
