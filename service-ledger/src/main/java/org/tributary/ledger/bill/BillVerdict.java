// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

/// What verifying a bill came to.
public sealed interface BillVerdict {
    /// Every figure was recomputed and is bound by certificates, signatures and roots.
    record Verified(BillSummary summary) implements BillVerdict {}

    /// @param place the piece, and inside a window the row and receipt
    record Refuted(String place, String reason) implements BillVerdict {}
}
