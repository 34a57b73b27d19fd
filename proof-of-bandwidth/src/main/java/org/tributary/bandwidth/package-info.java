// SPDX-License-Identifier: Apache-2.0
/// From signed receipts to a proof-of-bandwidth transaction: tickets, batches, windows, rating, proofs. Protocol §7.
///
/// Pure: verification and aggregation are functions of their inputs, with their state behind a port.
@NullMarked
package org.tributary.bandwidth;

import org.jspecify.annotations.NullMarked;
