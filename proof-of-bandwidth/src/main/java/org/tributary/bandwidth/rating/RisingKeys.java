// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// The canonical form of numbers by number: each key as its distance from the one before, so that
/// neighbours take one byte.
final class RisingKeys {
    private RisingKeys() {}

    static void write(RlpListWriter list, SortedMap<Long, Long> map) {
        list.list(pairs -> {
            long before = -1;
            for (var entry : map.entrySet()) {
                pairs.number(entry.getKey() - before - 1).number(entry.getValue());
                before = entry.getKey();
            }
        });
    }

    static TreeMap<Long, Long> read(RlpListReader list) {
        return list.list(pairs -> {
            var map = new TreeMap<Long, Long>();
            long before = -1;
            while (!pairs.isComplete()) {
                before = Math.addExact(before, pairs.number()) + 1;
                map.put(before, pairs.number());
            }
            return map;
        });
    }
}
