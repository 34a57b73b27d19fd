// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.List;
import org.tributary.bandwidth.proof.EntryRejection;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.WatermarkDelta;
import org.tributary.primitives.Hash;

/// What closing a window came to: the transaction, and what its roots stand for.
///
/// @param rows the rows of the transaction with their leaves, for the proof store
/// @param rejections by batch and index
/// @param deltas by ticket
/// @param consumed batches that no later window needs
/// @param dropped tickets whose acceptance is over
public record WindowOutcome(
        ProofOfBandwidth proof,
        List<RowLeaves> rows,
        List<EntryRejection> rejections,
        List<WatermarkDelta> deltas,
        List<Hash> consumed,
        List<Hash> dropped) {
    public WindowOutcome {
        rows = List.copyOf(rows);
        rejections = List.copyOf(rejections);
        deltas = List.copyOf(deltas);
        consumed = List.copyOf(consumed);
        dropped = List.copyOf(dropped);
    }
}
