// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.time.InstantSource;
import org.tributary.primitives.Bucket;

/// A client's own idea of the current bucket: the chain's block time follows real time.
record BucketClock(InstantSource time, long bucketMillis) {
    Bucket now() {
        return new Bucket(time.millis() / bucketMillis);
    }

    /// How long it is until `bucket` begins; not positive once it has begun.
    Duration until(Bucket bucket) {
        return Duration.ofMillis(Math.multiplyExact(bucket.number(), bucketMillis) - time.millis());
    }
}
