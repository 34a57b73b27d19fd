// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;

/// A store that keeps the records of the state which were used last at hand, as they are committed: a block touches few
/// accounts that no block touched shortly before, and a read of the database costs as much as executing a transfer.
///
/// Only what is in the store gets here, so nothing of a block that is not committed can be seen.
public final class RecentRecords implements KeyValueStore {
    /// About 20 MB: every account that is busy, and the trie above them.
    private static final int MAX_RECORDS = 65_536;

    /// Longer ones are rare, and would make the bound above say little.
    private static final int MAX_BYTES = 1_024;

    private static final Set<Table> KEPT = EnumSet.of(Table.ACCOUNTS, Table.SLOTS, Table.UNITS, Table.TRIE);

    private final KeyValueStore store;
    // Guarded by itself. What is not there is kept too: a new account is looked for several times.
    private final LinkedHashMap<Place, Optional<Bytes>> records = new LinkedHashMap<>(16, 0.75f, true);
    private long writes;

    private record Place(Table table, ByteBuffer key) {
        static Place of(Table table, Bytes key) {
            return new Place(table, ByteBuffer.wrap(key.toArrayUnsafe()));
        }
    }

    public RecentRecords(KeyValueStore store) {
        this.store = store;
    }

    @Override
    public Optional<Bytes> get(Table table, Bytes key) {
        if (!KEPT.contains(table)) {
            return store.get(table, key);
        }
        var place = Place.of(table, key);
        long seen;
        synchronized (records) {
            var known = records.get(place);
            if (known != null) {
                return known;
            }
            seen = writes;
        }
        var read = store.get(table, key);
        synchronized (records) {
            // Of two that run at once, the reader may have read what the writer has replaced meanwhile.
            if (seen == writes) {
                keep(place, read);
            }
        }
        return read;
    }

    @Override
    public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
        store.scan(table, prefix, from, visitor);
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
        replace(batch);
    }

    @Override
    public void writeUnsynced(WriteBatch batch) {
        store.writeUnsynced(batch);
        replace(batch);
    }

    private void replace(WriteBatch batch) {
        synchronized (records) {
            writes++;
            for (var write : batch.writes()) {
                if (KEPT.contains(write.table())) {
                    keep(Place.of(write.table(), write.key()), value(write));
                }
            }
        }
    }

    private static Optional<Bytes> value(WriteBatch.Write write) {
        return switch (write) {
            case WriteBatch.Put put -> Optional.of(put.value());
            case WriteBatch.Delete _ -> Optional.empty();
        };
    }

    private void keep(Place place, Optional<Bytes> value) {
        if (value.isPresent() && value.get().size() > MAX_BYTES) {
            records.remove(place);
            return;
        }
        records.put(place, value);
        if (records.size() > MAX_RECORDS) {
            records.remove(records.keySet().iterator().next());
        }
    }

    @Override
    public View view() {
        return store.view();
    }

    @Override
    public void close() {
        store.close();
    }
}
