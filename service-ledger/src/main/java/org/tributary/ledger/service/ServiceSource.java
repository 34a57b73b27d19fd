// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;

/// Where a service chain's primary finds what to put into a block, and where any replica finds the
/// batches it has verified.
public interface ServiceSource {
    /// Openings that wait, oldest first.
    List<Opening> openings(int limit);

    /// Certified batches that wait, oldest first.
    List<BatchCertificate> certificates(int limit);

    /// Certified batches that have waited while so many blocks of the chain were committed.
    List<BatchCertificate> overdue(int blocks);

    /// Whether an opening or a batch waits.
    boolean isWaiting();

    /// A batch that is on this node's disk, with its signatures checked here.
    Optional<VerifiedBatch> batch(Hash hash);

    /// The primary found that the opening cannot be taken.
    void refused(Opening opening, Rejection reason);

    /// The primary found that the batch cannot be ordered.
    void refused(BatchCertificate certificate, Rejection reason);
}
