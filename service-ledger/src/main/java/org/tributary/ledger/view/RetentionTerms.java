// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

/// How long a service chain's members keep the batches of receipts. Protocol §7.9, §7.10.
///
/// @param leastBuckets within which entries are taken, settled and challenged: nothing goes before
/// @param usualBuckets for which receipts are kept unless a pool's owner wants it otherwise
public record RetentionTerms(long leastBuckets, long usualBuckets) {}
