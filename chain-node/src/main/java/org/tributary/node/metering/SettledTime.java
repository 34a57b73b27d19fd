// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tributary.ledger.chain.Ledger;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Height;

/// Up to which time no member needs the service chain's batches any more to execute its blocks: who is further behind
/// takes a snapshot.
///
/// @param depth blocks of main behind which nobody executes blocks one by one
/// @param bucketMillis length of the service chain's buckets
public record SettledTime(Times main, Times service, long depth, long bucketMillis)
        implements Supplier<Optional<Bucket>> {
    /// The times of a chain's blocks.
    ///
    /// @param head the height of the last committed block
    /// @param millis of the block at a height, as far as its header is here
    public record Times(Supplier<Height> head, Function<Height, Optional<Long>> millis) {
        public static Times of(Ledger ledger) {
            return new Times(ledger::height, height -> ledger.header(height).map(header -> header.timestampMillis()));
        }
    }

    /// Nothing where main is not so deep yet.
    @Override
    public Optional<Bucket> get() {
        long height = main.head().get().number() - depth;
        return height < 0
                ? Optional.empty()
                : main.millis().apply(new Height(height)).map(millis -> new Bucket(settled(millis) / bucketMillis));
    }

    /// Where the service chain made a block since, windows may have been open until that block.
    private long settled(long mainMillis) {
        var newest = newestUpTo(mainMillis);
        return newest.equals(service.head().get()) ? mainMillis : millis(newest);
    }

    /// A block whose header is not here any more is an old one.
    private Height newestUpTo(long mainMillis) {
        long low = 0;
        long high = service.head().get().number();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (millis(new Height(middle)) <= mainMillis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Height(low);
    }

    private long millis(Height height) {
        return service.millis().apply(height).orElse(0L);
    }
}
