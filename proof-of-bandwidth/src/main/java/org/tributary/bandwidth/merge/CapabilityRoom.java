// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// What earlier windows leave of a capability's cap in a bucket.
@FunctionalInterface
public interface CapabilityRoom {
    /// Units that all the capability's tickets together may still count in the bucket; not negative.
    long units(Hash capability, Bucket bucket);
}
