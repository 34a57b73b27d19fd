// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;

/// Cells in memory: the simulated side of the port.
public final class MemoryCells implements Cells {
    /// Byte by byte, as a store orders its keys; the natural order of [Bytes] is that of numbers.
    private static final Comparator<Bytes> ORDER =
            (a, b) -> Arrays.compareUnsigned(a.toArrayUnsafe(), b.toArrayUnsafe());

    private final NavigableMap<Bytes, Bytes> cells = new TreeMap<>(ORDER);

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
        var copy = new TreeMap<Bytes, Bytes>(ORDER);
        copy.putAll(cells);
        return copy;
    }

    private static boolean startsWith(Bytes key, Bytes prefix) {
        return key.size() >= prefix.size() && key.slice(0, prefix.size()).equals(prefix);
    }
}
