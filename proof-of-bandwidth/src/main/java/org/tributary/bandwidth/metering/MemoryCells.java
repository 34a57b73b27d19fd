// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;

/// Cells in memory: the simulated side of the port.
public final class MemoryCells implements Cells {
    private final NavigableMap<Bytes, Bytes> cells = new TreeMap<>();

    @Override
    public Optional<Bytes> get(Bytes key) {
        return Optional.ofNullable(cells.get(key));
    }

    @Override
    public void put(Bytes key, Bytes value) {
        cells.put(key, value);
    }

    @Override
    public void remove(Bytes key) {
        cells.remove(key);
    }

    @Override
    public void scan(Bytes prefix, Visitor visitor) {
        for (var cell : cells.tailMap(prefix, true).entrySet()) {
            if (!startsWith(cell.getKey(), prefix) || !visitor.visit(cell.getKey(), cell.getValue())) {
                return;
            }
        }
    }

    /// All cells, in the order of their keys.
    public Map<Bytes, Bytes> contents() {
        return new TreeMap<>(cells);
    }

    private static boolean startsWith(Bytes key, Bytes prefix) {
        return key.size() >= prefix.size() && key.slice(0, prefix.size()).equals(prefix);
    }
}
