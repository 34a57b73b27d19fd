// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.TreeMap;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What an open ticket has used: its watermark, and the units of each bucket that counted.
record TicketUsage(long watermark, TreeMap<Long, Long> unitsByBucket) {
    static TicketUsage none() {
        return new TicketUsage(0, new TreeMap<>());
    }

    /// Units that were counted.
    long used() {
        return unitsByBucket.values().stream().mapToLong(Long::longValue).sum();
    }

    long units(long bucket) {
        return unitsByBucket.getOrDefault(bucket, 0L);
    }

    void write(RlpListWriter list) {
        list.number(watermark)
                .list(items -> unitsByBucket.forEach(
                        (bucket, units) -> items.number(bucket).number(units)));
    }

    static TicketUsage read(RlpListReader list) {
        long watermark = list.number();
        var units = new TreeMap<Long, Long>();
        list.list(items -> {
            while (!items.isComplete()) {
                units.put(items.number(), items.number());
            }
            return units;
        });
        return new TicketUsage(watermark, units);
    }
}
