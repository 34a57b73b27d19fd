// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

/// What a run of the receipts benchmark measured. Rates are signatures per second of CPU time.
///
/// @param perSecondPerCore through the whole path, from bytes to proofs
/// @param rawPerSecondPerCore the same signatures with the curve's library alone
/// @param closeMillis wall-clock time of the window's close
/// @param proofBytes the longest path from a receipt to its window's root
/// @param chainBytesPerReceipt openings, batch certificates and the proof-of-bandwidth transaction
record ReceiptsFigures(
        int count,
        double perSecondPerCore,
        double rawPerSecondPerCore,
        double ratio,
        long closeMillis,
        int proofBytes,
        double chainBytesPerReceipt,
        long peakRssMiB) {}
