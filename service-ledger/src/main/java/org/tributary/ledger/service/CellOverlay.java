// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.metering.Cells;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Trie;

/// The metering cells as of the newest committed block, with the changes of one block on top.
///
/// The state root commits to the root of a trie of all cells, whose keys are used as they are: so a node
/// that starts from a snapshot can check its cells, piece by piece.
final class CellOverlay implements Cells {
    /// As the store sorts; `Bytes` itself would put shorter keys first.
    private static final Comparator<Bytes> ORDER =
            (left, right) -> Arrays.compareUnsigned(left.toArrayUnsafe(), right.toArrayUnsafe());

    private final KeyValueStore store;
    private final TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>(ORDER);

    CellOverlay(KeyValueStore store) {
        this.store = store;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        var changed = changes.get(key);
        return changed != null ? changed : store.get(Table.CELLS, key);
    }

    @Override
    public void put(Bytes key, Bytes value) {
        changes.put(key, Optional.of(value));
    }

    @Override
    public void remove(Bytes key) {
        changes.put(key, Optional.empty());
    }

    @Override
    public void scan(Bytes prefix, Visitor visitor) {
        var cursor = new Merge(changes.tailMap(prefix, true), prefix, visitor);
        store.scan(Table.CELLS, prefix, prefix, cursor::stored);
        cursor.finish();
    }

    /// Walks changed and stored cells side by side, in key order.
    private static final class Merge {
        private final Iterator<Map.Entry<Bytes, Optional<Bytes>>> changed;
        private final Bytes prefix;
        private final Visitor visitor;
        private Map.@Nullable Entry<Bytes, Optional<Bytes>> next;
        private boolean going = true;

        /// @param changed none before the prefix
        Merge(SortedMap<Bytes, Optional<Bytes>> changed, Bytes prefix, Visitor visitor) {
            this.changed = changed.entrySet().iterator();
            this.prefix = prefix;
            this.visitor = visitor;
            advance();
        }

        boolean stored(Bytes key, Bytes value) {
            while (going && next != null && ORDER.compare(next.getKey(), key) < 0) {
                visit(next);
            }
            if (going && next != null && next.getKey().equals(key)) {
                visit(next);
            } else if (going) {
                going = visitor.visit(key, value);
            }
            return going;
        }

        void finish() {
            while (going && next != null) {
                visit(next);
            }
        }

        private void visit(Map.Entry<Bytes, Optional<Bytes>> change) {
            if (change.getValue().isPresent()) {
                going = visitor.visit(change.getKey(), change.getValue().get());
            }
            advance();
        }

        private void advance() {
            var following = changed.hasNext() ? changed.next() : null;
            next = following != null && startsWith(following.getKey(), prefix) ? following : null;
        }
    }

    private static boolean startsWith(Bytes key, Bytes prefix) {
        return key.size() >= prefix.size() && key.slice(0, prefix.size()).equals(prefix);
    }

    boolean isUnchanged() {
        return changes.isEmpty();
    }

    /// The trie of all cells, changes included.
    Trie trie() {
        var trie = Trie.open(store, Owners.CELLS);
        var updates = new ArrayList<Change>(changes.size());
        changes.forEach((key, value) -> updates.add(new Change(key, value.orElse(Bytes.EMPTY))));
        trie.update(updates);
        return trie;
    }

    /// The cells themselves, without their trie.
    void writeTo(WriteBatch batch) {
        changes.forEach((key, value) -> value.ifPresentOrElse(
                bytes -> batch.put(Table.CELLS, key, bytes), () -> batch.delete(Table.CELLS, key)));
    }
}
