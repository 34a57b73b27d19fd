// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.Rejection;
import org.tributary.primitives.Hash;

/// How the receipts of one ticket become leaves, by its own caps alone; see [WindowTicket].
sealed interface TicketMerge permits VolumeMerge, SampleMerge {
    Optional<Rejection> known(long bucket, long total, boolean closing);

    Optional<Rejection> add(long bucket, long total, Hash receipt);

    /// In their order.
    List<LeafDraft> leaves();

    /// The usage afterwards, but for the units that count.
    TicketUsage after();
}
