// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.primitives.Height;

/// A chain with snapshots of some of its heights, and what answers from them, in pieces so small that there are many.
final class ServedChain implements SnapshotServer.Snapshots {
    private static final int PIECE_BYTES = 700;

    private final Ledger ledger;
    private final KeyValueStore store;
    private final List<Kept> kept = new ArrayList<>();
    final SnapshotServer server;

    private record Kept(Offer offer, KeyValueReader view) {}

    ServedChain(Ledger ledger, KeyValueStore store) {
        this.ledger = ledger;
        this.store = store;
        this.server = new SnapshotServer(this, ledger.blocks(), PIECE_BYTES);
    }

    /// Keeps the state as it is now.
    Height keep() {
        var certificate = ledger.blocks().certificate(ledger.height()).orElseThrow();
        kept.add(new Kept(new Offer(ledger.head().header(), certificate), store.view()));
        return ledger.height();
    }

    void forget(Height height) {
        kept.removeIf(one -> one.offer().height().equals(height));
    }

    @Override
    public List<Offer> offers() {
        return kept.stream().map(Kept::offer).toList();
    }

    @Override
    public Optional<KeyValueReader> view(Height height) {
        return kept.stream()
                .filter(one -> one.offer().height().equals(height))
                .map(Kept::view)
                .findFirst();
    }
}
