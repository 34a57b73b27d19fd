// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.service.ServiceSource;
import org.tributary.primitives.Hash;
import org.tributary.rpc.grpc.OpeningAnswer;

/// What waits for a block of one service chain: openings and certified batches. For many threads.
final class ServiceQueue implements ServiceSource {
    /// Enough for the openings of several blocks; who comes later is asked to try again.
    private static final int MAX_OPENINGS = 20_000;

    private static final int MAX_CERTIFICATES = 20_000;

    private final Map<Hash, Waiting> openings = new LinkedHashMap<>();
    private final Map<Hash, Certified> certificates = new LinkedHashMap<>();
    private long blocks;
    private volatile Optional<BatchShelf> shelf = Optional.empty();

    private record Waiting(Opening opening, long sinceMillis, List<CompletableFuture<OpeningAnswer>> callers) {}

    /// @param sinceBlock how many blocks this node had seen committed when the certificate came
    private record Certified(BatchCertificate certificate, long sinceBlock) {}

    void shelf(BatchShelf batches) {
        shelf = Optional.of(batches);
    }

    /// Queues the opening; false where the queue is full.
    synchronized boolean add(Opening opening, long nowMillis, Optional<CompletableFuture<OpeningAnswer>> caller) {
        var hash = opening.ticket().ticket().hash();
        var waiting = openings.get(hash);
        if (waiting == null) {
            if (openings.size() >= MAX_OPENINGS) {
                return false;
            }
            waiting = new Waiting(opening, nowMillis, new ArrayList<>());
            openings.put(hash, waiting);
        }
        caller.ifPresent(waiting.callers()::add);
        return true;
    }

    /// Queues the certificate, if there is room; its batch stays on the shelf, and is certified again
    /// later if not.
    synchronized void add(BatchCertificate certificate) {
        if (certificates.size() < MAX_CERTIFICATES) {
            certificates.putIfAbsent(certificate.hash(), new Certified(certificate, blocks));
        }
    }

    synchronized boolean isWaiting(Hash batch) {
        return certificates.containsKey(batch);
    }

    @Override
    public synchronized List<Opening> openings(int limit) {
        return openings.values().stream().limit(limit).map(Waiting::opening).toList();
    }

    @Override
    public synchronized List<BatchCertificate> certificates(int limit) {
        return certificates.values().stream()
                .limit(limit)
                .map(Certified::certificate)
                .toList();
    }

    @Override
    public synchronized List<BatchCertificate> overdue(int waited) {
        return certificates.values().stream()
                .takeWhile(waiting -> blocks - waiting.sinceBlock() >= waited)
                .map(Certified::certificate)
                .toList();
    }

    @Override
    public synchronized boolean isWaiting() {
        return !openings.isEmpty() || !certificates.isEmpty();
    }

    @Override
    public Optional<VerifiedBatch> batch(Hash hash) {
        return shelf.flatMap(batches -> batches.get(hash));
    }

    @Override
    public void refused(Opening opening, Rejection reason) {
        answer(opening.ticket().ticket().hash(), new OpeningAnswer.Refused(reason));
    }

    @Override
    public synchronized void refused(BatchCertificate certificate, Rejection reason) {
        certificates.remove(certificate.hash());
    }

    /// A block is committed: what it holds waits no more.
    void committed(Block block) {
        if (block.body() instanceof Body.Service(var opened, var ordered)) {
            synchronized (this) {
                blocks++;
                ordered.forEach(certificate -> certificates.remove(certificate.hash()));
            }
            var answer = new OpeningAnswer.Opened(block.header().height());
            opened.forEach(opening -> answer(opening.ticket().ticket().hash(), answer));
        }
    }

    /// Openings that wait since before `millis`.
    synchronized List<Opening> waitingSinceBefore(long millis) {
        return openings.values().stream()
                .filter(waiting -> waiting.sinceMillis() < millis)
                .map(Waiting::opening)
                .toList();
    }

    /// Ends the wait of a ticket's opening with an answer for all who asked.
    void answer(Hash ticket, OpeningAnswer answer) {
        Waiting waiting;
        synchronized (this) {
            waiting = openings.remove(ticket);
        }
        if (waiting != null) {
            waiting.callers().forEach(caller -> caller.complete(answer));
        }
    }
}
