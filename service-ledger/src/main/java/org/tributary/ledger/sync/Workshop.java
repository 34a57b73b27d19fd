// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.primitives.ChainName;

/// Where snapshots are put together.
public interface Workshop {
    /// The store for one chain, empty at first; the same one each time, also after a restart.
    KeyValueStore store(ChainName chain);

    /// Empties the chain's store.
    void discard(ChainName chain);

    /// The stores of these chains are ready to take the place of what the chains have now. Durable when this
    /// returns.
    void complete(List<ChainName> chains);
}
