// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a capability's tickets have taken of its spend cap.
///
/// @param committed what its open tickets reserved, and what its closed ones cost
/// @param maxUnitsPerBucket of all its tickets together, kept here for the window's close
/// @param until the last bucket that any of its tickets can have
public record CapabilityUse(Amount committed, long maxUnitsPerBucket, Bucket until) {
    CapabilityUse commit(Amount amount) {
        return new CapabilityUse(committed.plus(amount), maxUnitsPerBucket, until);
    }

    CapabilityUse release(Amount amount) {
        return new CapabilityUse(committed.minus(amount), maxUnitsPerBucket, until);
    }

    void write(RlpListWriter list) {
        list.amount(committed).number(maxUnitsPerBucket).bucket(until);
    }

    static CapabilityUse read(RlpListReader list) {
        return new CapabilityUse(list.amount(), list.number(), list.bucket());
    }
}
