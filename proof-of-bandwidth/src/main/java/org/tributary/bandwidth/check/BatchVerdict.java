// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import org.tributary.bandwidth.Rejection;

/// What the check of a batch as a whole came to.
public sealed interface BatchVerdict {
    /// Its entries can be verified now.
    record Sound(SoundBatch batch) implements BatchVerdict {}

    /// Nothing of the batch is taken.
    record Refused(Rejection rejection) implements BatchVerdict {}
}
