// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.SortedMap;
import org.tributary.bandwidth.merge.CapabilityRoom;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// What the windows have counted of each capability in each bucket.
record CapabilityBuckets(MeteringState state) implements CapabilityRoom {
    @Override
    public long units(Hash capability, Bucket bucket) {
        long cap = state.capabilities
                .require(capability.bytes(), "the capability of an open ticket")
                .maxUnitsPerBucket();
        return cap - counted(capability, bucket);
    }

    void count(Hash capability, SortedMap<Bucket, Long> units) {
        units.forEach((bucket, more) ->
                state.bucketUse.put(MeteringState.key(bucket, capability), counted(capability, bucket) + more));
    }

    private long counted(Hash capability, Bucket bucket) {
        return state.bucketUse.get(MeteringState.key(bucket, capability)).orElse(0L);
    }
}
