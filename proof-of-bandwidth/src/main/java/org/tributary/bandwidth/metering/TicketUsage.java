// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.TreeMap;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What an open ticket has used.
///
/// @param watermark the highest total that counted
/// @param byBucket units that counted, by bucket; where samples are ranked the closing totals
record TicketUsage(long watermark, TreeMap<Long, Long> byBucket) {
    static TicketUsage none() {
        return new TicketUsage(0, new TreeMap<>());
    }

    /// Units that were counted.
    long used() {
        return byBucket.values().stream().mapToLong(Long::longValue).sum();
    }

    long units(long bucket) {
        return byBucket.getOrDefault(bucket, 0L);
    }

    void write(RlpListWriter list) {
        list.number(watermark)
                .list(items ->
                        byBucket.forEach((bucket, units) -> items.number(bucket).number(units)));
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
