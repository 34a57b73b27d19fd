// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.TransactionView;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// Where on the network's one height a transaction or a log is. Grows height by height; can be made anew from the
/// blocks.
final class Index {
    private static final Bytes INDEXED = Bytes.wrap("indexed".getBytes(StandardCharsets.US_ASCII));

    private final KeyValueStore store;

    Index(KeyValueStore store) {
        this.store = store;
    }

    /// @param index among the transactions of the height
    record Place(Height height, int index) {}

    Height indexed() {
        return store.get(Table.META, INDEXED)
                .map(bytes -> new Height(bytes.toLong()))
                .orElse(Height.ZERO);
    }

    void add(Listing.Listed listed) {
        var batch = new WriteBatch();
        var height = key(listed.block().height());
        for (var transaction : listed.block().transactions()) {
            int index = transaction.place().map(TransactionView.Place::index).orElseThrow();
            batch.put(
                    Table.TRANSACTIONS,
                    transaction.hash().bytes(),
                    Bytes.concatenate(height, Bytes.ofUnsignedInt(index)));
        }
        if (listed.receipts().stream().anyMatch(receipt -> !receipt.logs().isEmpty())) {
            batch.put(Table.BLOOMS, height, listed.block().logsBloom());
        }
        putIndexed(batch, listed.block().height());
        // What power loss takes is indexed again at the next start.
        store.writeUnsynced(batch);
    }

    static void putIndexed(WriteBatch batch, Height height) {
        batch.put(Table.META, INDEXED, key(height));
    }

    Optional<Place> place(Hash transaction) {
        return store.get(Table.TRANSACTIONS, transaction.bytes())
                .map(bytes -> new Place(
                        new Height(bytes.slice(0, Long.BYTES).toLong()),
                        bytes.slice(Long.BYTES).toInt()));
    }

    /// Heights in the query's range that may have a log that matches.
    List<Height> candidates(LogQuery query) {
        var heights = new ArrayList<Height>();
        store.scan(Table.BLOOMS, Bytes.EMPTY, key(query.from()), (key, bloom) -> {
            var height = new Height(key.toLong());
            if (height.isAfter(query.to())) {
                return false;
            }
            if (Bloom.of(bloom).mayMatch(query)) {
                heights.add(height);
            }
            return true;
        });
        return heights;
    }

    private static Bytes key(Height height) {
        return Bytes.ofUnsignedLong(height.number());
    }
}
