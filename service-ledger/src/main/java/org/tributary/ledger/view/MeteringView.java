// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.typed.Domain;

/// What the outside may ask of one service chain. Windows are shown once main has anchored them; tickets
/// and pools as of the chain's newest block. Safe for use by many threads.
public interface MeteringView {
    ChainName chain();

    /// What the chain's objects are signed in.
    Domain domain();

    MeteringRules rules();

    /// How long batches are kept.
    RetentionTerms terms();

    /// An open ticket's watermark, in units; nothing for a ticket that is not open, or not any more.
    OptionalLong billedUnits(Hash ticket);

    /// As it was lodged; known beyond the ticket's end, as long as bills are.
    Optional<Opening> opening(Hash ticket);

    /// The height on the chain of the block that ordered the batch.
    Optional<Height> ordered(Hash batch);

    /// How many tickets were ever opened.
    long openings();

    /// Cover on this chain that no ticket has reserved, for a pool that has cover here.
    Optional<Amount> freeCover(Hash pool);

    /// The block in which this chain first heard of a pool's cover; nothing where this node did not execute it.
    Optional<Height> noticed(Hash pool);

    /// The closed windows, oldest first. A window in which nothing happened is not among them.
    List<Long> windows();

    Optional<WindowRecord> window(long number);

    /// The rows of a window with their leaves, in the order of the rows.
    List<RowLeaves> leaves(long window);

    /// One row of a window with its leaves.
    ///
    /// @param row place among the window's rows
    default RowLeaves leaves(long window, int row) {
        return leaves(window).get(row);
    }

    /// A batch that this node holds.
    Optional<VerifiedBatch> batch(Hash hash);
}
