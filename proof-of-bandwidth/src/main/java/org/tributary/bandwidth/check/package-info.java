// SPDX-License-Identifier: Apache-2.0
/// Stateless verification of receipts and batches: pure, so that callers spread it over threads. Protocol §7.3, §7.8.
///
/// A [org.tributary.bandwidth.check.VerifiedBatch] can only come from the check itself: nothing switches it off.
@NullMarked
package org.tributary.bandwidth.check;

import org.jspecify.annotations.NullMarked;
