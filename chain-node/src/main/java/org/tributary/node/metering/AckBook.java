// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Committee;

/// Collects acknowledgements until a quorum of them is a certificate. For many threads.
final class AckBook {
    /// Batches on their way at once; the oldest is given up first, and acknowledged again when its batch is sent again.
    private static final int MAX_BATCHES = 10_000;

    private final int weakQuorum;
    private final int quorum;
    private final Map<Hash, Page> pages = new LinkedHashMap<>();

    private static final class Page {
        private final TreeMap<Integer, SeatAck> acks = new TreeMap<>();
        private final long heardMillis;
        private Optional<ReceiptBatch> batch = Optional.empty();
        private long saidMillis;

        Page(long nowMillis) {
            heardMillis = nowMillis;
        }

        boolean isBefore(Bucket oldest) {
            return acks.values().stream().allMatch(ack -> ack.bucket().number() < oldest.number());
        }
    }

    AckBook(Committee committee) {
        this.weakQuorum = committee.weakQuorum();
        this.quorum = committee.quorum();
    }

    /// This node has the batch, so it may be certified here. Returns the certificate once there is one.
    synchronized Optional<BatchCertificate> hold(ReceiptBatch batch, long nowMillis) {
        var page = page(batch.hash(), nowMillis);
        page.batch = Optional.of(batch);
        page.saidMillis = nowMillis;
        return certificate(page);
    }

    /// The batches that this node holds and last said so before `millis`: at most `limit`, those first that waited
    /// longest.
    synchronized List<ReceiptBatch> saidBefore(long millis, int limit) {
        return pages.values().stream()
                .filter(page -> page.saidMillis < millis)
                .sorted(Comparator.comparingLong((Page page) -> page.saidMillis))
                .flatMap(page -> page.batch.stream())
                .limit(limit)
                .toList();
    }

    /// The batches that this node lacks, though a weak quorum acknowledged them and they were heard of before `millis`:
    /// a correct member has them. At most `limit`.
    ///
    /// @param oldest what was acknowledged before it is forgotten: it is too late for a block
    synchronized List<Hash> lacked(long millis, Bucket oldest, int limit) {
        pages.values().removeIf(page -> page.batch.isEmpty() && page.isBefore(oldest));
        return pages.entrySet().stream()
                .filter(entry -> entry.getValue().batch.isEmpty()
                        && entry.getValue().acks.size() >= weakQuorum
                        && entry.getValue().heardMillis < millis)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    /// Takes a verified acknowledgement. Returns the certificate once there is one.
    synchronized Optional<BatchCertificate> acknowledge(Hash batch, SeatAck ack, long nowMillis) {
        var page = page(batch, nowMillis);
        page.acks.putIfAbsent(ack.seat(), ack);
        return certificate(page);
    }

    synchronized boolean has(Hash batch, int seat) {
        var page = pages.get(batch);
        return page != null && page.acks.containsKey(seat);
    }

    /// The batch is ordered, or lost.
    synchronized void forget(Hash batch) {
        pages.remove(batch);
    }

    private Page page(Hash batch, long nowMillis) {
        var page = pages.computeIfAbsent(batch, hash -> new Page(nowMillis));
        if (pages.size() > MAX_BATCHES) {
            pages.remove(pages.keySet().iterator().next());
        }
        return page;
    }

    private Optional<BatchCertificate> certificate(Page page) {
        return page.acks.size() < quorum
                ? Optional.empty()
                : page.batch.map(batch -> BatchCertificate.of(batch, List.copyOf(page.acks.values())));
    }
}
