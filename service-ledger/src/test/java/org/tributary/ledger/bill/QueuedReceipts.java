// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.service.ServiceSource;
import org.tributary.primitives.Hash;

/// A service source that hands out what it was given, once, and keeps the batches.
final class QueuedReceipts implements ServiceSource {
    private final List<Opening> openings = new ArrayList<>();
    private final List<BatchCertificate> certificates = new ArrayList<>();
    private final List<BatchCertificate> overdue = new ArrayList<>();
    private final TreeMap<Hash, VerifiedBatch> batches = new TreeMap<>();

    private final List<Rejection> refusable = new ArrayList<>();
    private final List<Hash> refused = new ArrayList<>();

    void add(Opening opening) {
        openings.add(opening);
    }

    void add(BatchCertificate certificate, VerifiedBatch batch) {
        certificates.add(certificate);
        batches.put(batch.hash(), batch);
    }

    /// Says from now on that the batch has waited for long, and hands it out no more.
    void waited(BatchCertificate certificate, VerifiedBatch batch) {
        overdue.add(certificate);
        batches.put(batch.hash(), batch);
    }

    void forget() {
        batches.clear();
    }

    @Override
    public List<Opening> openings(int limit) {
        var all = List.copyOf(openings);
        openings.clear();
        return all;
    }

    @Override
    public List<BatchCertificate> certificates(int limit) {
        var all = List.copyOf(certificates);
        certificates.clear();
        return all;
    }

    @Override
    public List<BatchCertificate> overdue(int blocks) {
        return List.copyOf(overdue);
    }

    @Override
    public boolean isWaiting() {
        return !openings.isEmpty() || !certificates.isEmpty();
    }

    @Override
    public Optional<VerifiedBatch> batch(Hash hash) {
        return Optional.ofNullable(batches.get(hash));
    }

    @Override
    public void refused(Opening opening, Rejection reason) {
        if (!refusable.contains(reason)) {
            throw new AssertionError("an opening was refused: " + reason);
        }
        refused.add(opening.ticket().ticket().hash());
    }

    /// Openings may be refused for these reasons from now on.
    void mayRefuse(Rejection... reasons) {
        refusable.addAll(List.of(reasons));
    }

    boolean wasRefused(Hash ticket) {
        return refused.contains(ticket);
    }

    @Override
    public void refused(BatchCertificate certificate, Rejection reason) {
        throw new AssertionError("a batch was refused: " + reason);
    }
}
