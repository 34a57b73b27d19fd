// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.time.Duration;
import java.time.InstantSource;
import org.tributary.primitives.Bucket;

/// One's own idea of the current bucket: the chain's block time follows real time.
public record BucketClock(InstantSource time, long bucketMillis) {
    public Bucket now() {
        return new Bucket(Math.floorDiv(time.millis(), bucketMillis));
    }

    /// How long it is until `bucket` begins; not positive once it has begun.
    public Duration until(Bucket bucket) {
        return Duration.ofMillis(Math.multiplyExact(bucket.number(), bucketMillis) - time.millis());
    }
}
