// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What a bill comes to, recomputed.
///
/// @param counts what was counted on the way
/// @param rejections refused entries by reason, as the windows count them
/// @param owners who owns each billed pool, as main told the service chain
public record BillSummary(
        ChainName chain,
        Counts counts,
        BillTotals totals,
        SortedMap<Rejection, Long> rejections,
        SortedMap<Hash, Address> owners) {
    public BillSummary {
        rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    }

    /// @param proofsChecked receipts whose signature was verified and whose leaf is under its window's
    ///     root
    /// @param units of all rows, in their billing profiles' own units
    public record Counts(long windows, long rows, long tickets, long proofsChecked, BigInteger units) {}

    public long rejected() {
        return rejections.values().stream().mapToLong(Long::longValue).sum();
    }
}
