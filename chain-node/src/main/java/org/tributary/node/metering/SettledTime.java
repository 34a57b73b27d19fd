// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.Optional;
import java.util.function.Supplier;
import org.tributary.ledger.chain.Ledger;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Height;

/// Up to which time no member needs the service chain's batches any more to execute its blocks: who is further behind
/// takes a snapshot.
///
/// @param depth blocks of main behind which nobody executes blocks one by one
/// @param bucketMillis length of the service chain's buckets
public record SettledTime(Ledger main, Ledger service, long depth, long bucketMillis)
        implements Supplier<Optional<Bucket>> {

    /// Nothing where main is not so deep yet.
    @Override
    public Optional<Bucket> get() {
        long height = main.height().number() - depth;
        return height < 0
                ? Optional.empty()
                : main.header(new Height(height))
                        .map(header -> new Bucket(settled(header.timestampMillis()) / bucketMillis));
    }

    /// Where the service chain made a block since, windows may have been open until that block.
    private long settled(long mainMillis) {
        var newest = newestUpTo(mainMillis);
        return newest.equals(service.height()) ? mainMillis : millis(newest).orElse(0L);
    }

    /// A block whose header is not here any more is an old one.
    private Height newestUpTo(long mainMillis) {
        long low = 0;
        long high = service.height().number();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (millis(new Height(middle)).orElse(0L) <= mainMillis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Height(low);
    }

    private Optional<Long> millis(Height height) {
        return service.header(height).map(header -> header.timestampMillis());
    }
}
