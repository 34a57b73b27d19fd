// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.primitives.ChainName;

/// When all correct nodes are level: they hold the same, byte for byte. Certificates may differ: any quorum will do.
record LastCheck(Simulation simulation) {
    private static final List<Table> STATE = List.of(Table.ACCOUNTS, Table.SLOTS, Table.TRIE, Table.UNITS);

    private static final List<Table> HISTORY =
            List.of(Table.BLOCKS, Table.HEIGHTS, Table.OUTCOMES, Table.OUTBOX, Table.INBOX, Table.CELLS, Table.WINDOWS);

    void check() {
        for (var chain : simulation.world().spec().chains()) {
            STATE.forEach(table -> compare(chain, table, simulation.correct()));
            var whole = simulation.correct().stream()
                    .filter(SimulatedNode::hasWholeHistory)
                    .toList();
            HISTORY.forEach(table -> compare(chain, table, whole));
            simulation.correct().stream()
                    .filter(node -> !node.hasWholeHistory())
                    .forEach(node -> HISTORY.forEach(table -> contained(chain, table, node, whole.getFirst())));
            consumed(chain);
        }
    }

    private void compare(ChainName chain, Table table, List<SimulatedNode> nodes) {
        var first = nodes.getFirst();
        var expected = digest(first.content(chain), table);
        for (var node : nodes) {
            if (digest(node.content(chain), table) != expected) {
                differ(chain, table, first, node);
            }
        }
    }

    private void differ(ChainName chain, Table table, SimulatedNode one, SimulatedNode other) {
        simulation
                .violations()
                .add(
                        Property.SAME_STATE,
                        "nodes " + one.number() + " and " + other.number() + " differ in " + table + " of " + chain);
    }

    /// Who took a snapshot has less of the past, and nothing else.
    private void contained(ChainName chain, Table table, SimulatedNode part, SimulatedNode whole) {
        part.content(chain).scan(table, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
            // How many there are is what the node holds itself.
            boolean isCount = key.size() == 1;
            boolean same = isCount || whole.content(chain).get(table, key).equals(Optional.of(value));
            if (!same) {
                differ(chain, table, part, whole);
            }
            return same;
        });
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
