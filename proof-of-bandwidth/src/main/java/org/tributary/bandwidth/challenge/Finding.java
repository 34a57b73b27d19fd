// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// What a challenge comes to.
public sealed interface Finding {
    /// @param fault in a few words
    /// @param place what is wrong, so that it is credited once
    /// @param key whose usage was counted
    /// @param bucket in which it was
    /// @param units that were counted and should not have been
    record Proved(String fault, Hash place, BillingKey key, Bucket bucket, long units) implements Finding {}

    /// The entry is there, and nothing is wrong with it.
    record Sound(BillingKey key) implements Finding {}

    /// Nothing that could be judged; the reason says what is missing.
    record Unusable(String reason) implements Finding {}
}
