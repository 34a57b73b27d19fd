// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.TreeMap;

/// All receipts that an edge ever took, by how far they came.
///
/// @param certified a quorum has them; which window counts them is not known yet
/// @param onChain by the window that counted them
/// @param rejected by reason code
public record ReceiptCounts(
        long signed,
        long submitted,
        long certified,
        TreeMap<Long, Long> onChain,
        TreeMap<String, Long> rejected,
        long superseded) {
    /// In windows up to `window`.
    public long onChainUpTo(long window) {
        return onChain.headMap(window, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    public long onChainInAll() {
        return onChain.values().stream().mapToLong(Long::longValue).sum();
    }

    public long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
