// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.TreeMap;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The units of each capability in each bucket, read once and written back at the end of a close.
final class CapabilityBuckets {
    private final MeteringState state;
    private final TreeMap<Hash, Long> caps = new TreeMap<>();
    private final TreeMap<Hash, TreeMap<Long, Long>> used = new TreeMap<>();

    CapabilityBuckets(MeteringState state) {
        this.state = state;
    }

    /// How many more units the capability allows in the bucket.
    long room(Hash capability, long bucket) {
        long cap = caps.computeIfAbsent(capability, this::cap);
        return cap - units(capability, bucket);
    }

    void add(Hash capability, long bucket, long units) {
        used.computeIfAbsent(capability, hash -> new TreeMap<>()).put(bucket, units(capability, bucket) + units);
    }

    void save() {
        used.forEach((capability, buckets) -> buckets.forEach(
                (bucket, units) -> state.bucketUse.put(MeteringState.key(new Bucket(bucket), capability), units)));
    }

    private long units(Hash capability, long bucket) {
        return used.computeIfAbsent(capability, hash -> new TreeMap<>())
                .computeIfAbsent(
                        bucket,
                        number -> state.bucketUse
                                .get(MeteringState.key(new Bucket(number), capability))
                                .orElse(0L));
    }

    private long cap(Hash capability) {
        return state.capabilities
                .require(capability.bytes(), "the capability of an open ticket")
                .maxUnitsPerBucket();
    }
}
