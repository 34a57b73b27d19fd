// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.primitives.ChainName;

/// When all correct nodes are level: they hold the same, byte for byte. Certificates may differ: any quorum will do.
record LastCheck(Simulation simulation) {
    private static final List<Table> AGREED = List.of(
            Table.ACCOUNTS,
            Table.SLOTS,
            Table.TRIE,
            Table.UNITS,
            Table.BLOCKS,
            Table.HEIGHTS,
            Table.OUTCOMES,
            Table.OUTBOX,
            Table.INBOX,
            Table.CELLS,
            Table.WINDOWS);

    void check() {
        for (var chain : simulation.world().spec().chains()) {
            for (var table : AGREED) {
                compare(chain, table);
            }
            consumed(chain);
        }
    }

    private void compare(ChainName chain, Table table) {
        var first = simulation.correct().getFirst();
        var expected = digest(first.content(chain), table);
        for (var node : simulation.correct()) {
            if (digest(node.content(chain), table) != expected) {
                simulation
                        .violations()
                        .add(
                                Property.SAME_STATE,
                                "nodes " + first.number() + " and " + node.number() + " differ in " + table + " of "
                                        + chain);
            }
        }
    }

    private static long digest(KeyValueStore store, Table table) {
        long[] digest = {1};
        store.scan(table, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
            digest[0] = (digest[0] * 31 + key.hashCode()) * 31 + value.hashCode();
            return true;
        });
        return digest[0];
    }

    /// No chain has consumed more than was sent to it.
    private void consumed(ChainName chain) {
        var header = simulation.chains().header(chain, simulation.chains().height(chain));
        var sent = new TreeMap<ChainName, Long>();
        for (var source : simulation.world().spec().chains()) {
            long count = 0;
            for (long height = 1; height <= simulation.chains().height(source).number(); height++) {
                count += simulation.chains().header(source, new org.tributary.primitives.Height(height)).stream()
                        .flatMap(each -> each.outboxes().stream())
                        .filter(outbox -> outbox.destination().equals(chain))
                        .mapToLong(outbox -> outbox.count())
                        .sum();
            }
            sent.put(source, count);
        }
        header.ifPresent(newest -> newest.cursors().forEach(cursor -> {
            if (cursor.next() > sent.getOrDefault(cursor.source(), 0L)) {
                simulation
                        .violations()
                        .add(Property.EXACTLY_ONCE, chain + " consumed more than " + cursor.source() + " sent");
            }
        }));
    }
}
