// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a ticket has used.
///
/// @param watermark the highest total that counted
/// @param used units that counted
/// @param byBucket where samples are ranked, the closing totals; else what the ticket's cap takes for
///     counted in the last bucket that has a receipt
public record TicketUsage(long watermark, long used, SortedMap<Long, Long> byBucket) {
    public static final TicketUsage NONE = new TicketUsage(0, 0, Collections.emptySortedMap());

    public TicketUsage {
        byBucket = Collections.unmodifiableSortedMap(new TreeMap<>(byBucket));
    }

    /// The same with as many units more as counted in the end.
    TicketUsage counted(long units) {
        return new TicketUsage(watermark, Math.addExact(used, units), byBucket);
    }

    public void write(RlpListWriter list) {
        list.number(watermark)
                .number(used)
                .list(items ->
                        byBucket.forEach((bucket, total) -> items.number(bucket).number(total)));
    }

    public static TicketUsage read(RlpListReader list) {
        long watermark = list.number();
        long used = list.number();
        var byBucket = new TreeMap<Long, Long>();
        list.list(items -> {
            while (!items.isComplete()) {
                byBucket.put(items.number(), items.number());
            }
            return byBucket;
        });
        return new TicketUsage(watermark, used, byBucket);
    }
}
