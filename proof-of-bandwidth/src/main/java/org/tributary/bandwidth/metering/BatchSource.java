// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.primitives.Hash;

/// Gives the ordered batches, one at a time, so that a window's receipts need not all be in memory at once.
@FunctionalInterface
public interface BatchSource {
    /// The batch with this hash. A replica that does not hold it does not come here: it fetches it before it votes.
    VerifiedBatch batch(Hash hash);
}
