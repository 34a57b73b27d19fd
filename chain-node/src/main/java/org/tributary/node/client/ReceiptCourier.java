// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.receipt.SignedReceipt;

/// Brings receipts to the edge while something comes: closing ones when their bucket is over, slices before the
/// edge's credit runs out, or when nothing more comes.
final class ReceiptCourier implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    /// Of the edge's credit: what is on the way and the time to bring a receipt have to fit into the rest.
    private static final int SHARE = 4;

    private static final int ATTEMPTS = 5;

    /// As many as an edge takes in one request.
    private static final int MOST_AT_ONCE = 64;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);

    private final EdgeConnection edge;
    private final SessionMeter meter;
    private final BucketClock clock;
    private final long threshold;
    private final List<SignedReceipt> waiting = new ArrayList<>();
    private final Thread thread;
    private @Nullable FetchFailed failure;
    private boolean closed;
    private boolean bringing;
    private long seen;

    ReceiptCourier(EdgeConnection edge, SessionMeter meter, BucketClock clock, long creditUnits) {
        this.edge = edge;
        this.meter = meter;
        this.clock = clock;
        this.threshold = Math.max(1, creditUnits / SHARE);
        this.thread = Thread.ofVirtual().name("receipts").start(this::run);
    }

    /// @throws FetchFailed where the edge took no receipt any more: it will not serve much longer
    synchronized void received(long units) throws FetchFailed {
        meter.received(units, clock.now()).ifPresent(waiting::add);
        if (meter.unsigned() >= threshold || !waiting.isEmpty()) {
            notifyAll();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Brings what is due, and where `closing` what came in the bucket that goes on; returns when the
    /// edge has it.
    synchronized void settle(boolean closing) throws FetchFailed {
        forgetOutage();
        meter.due(clock.now()).ifPresent(waiting::add);
        (closing ? meter.close() : meter.slice()).ifPresent(waiting::add);
        notifyAll();
        await();
    }

    /// Brings the receipts of buckets that are over.
    synchronized void settleDue() throws FetchFailed {
        forgetOutage();
        meter.due(clock.now()).ifPresent(waiting::add);
        notifyAll();
        await();
    }

    /// Brings any receipt, also one that the meter did not sign.
    synchronized void bring(List<SignedReceipt> receipts) throws FetchFailed {
        forgetOutage();
        waiting.addAll(receipts);
        notifyAll();
        await();
    }

    /// An edge that did not answer then may now: what waits is brought again.
    private void forgetOutage() {
        if (failure != null && failure.kind() == FetchFailed.Kind.CONNECTION) {
            failure = null;
        }
    }

    private void await() throws FetchFailed {
        try {
            while (failure == null && (bringing || !waiting.isEmpty())) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FetchFailed(FetchFailed.Kind.CONNECTION, "interrupted", interrupted);
        }
        if (failure != null) {
            var told = failure;
            failure = null;
            throw told;
        }
    }

    private void run() {
        try {
            while (true) {
                var next = next();
                if (next.isEmpty()) {
                    return;
                }
                var failed = brought(next);
                synchronized (this) {
                    bringing = false;
                    failed.ifPresent(why -> onFailure(why, next));
                    notifyAll();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// What could not be brought is tried again with what comes; what was refused is not.
    private void onFailure(FetchFailed why, List<SignedReceipt> receipts) {
        failure = why;
        if (why.kind() == FetchFailed.Kind.CONNECTION) {
            waiting.addAll(0, receipts);
            while (waiting.size() > MOST_AT_ONCE) {
                // A later one says all that it said.
                waiting.removeFirst();
            }
        }
    }

    /// What is to be brought next; nothing where there is an end.
    private synchronized List<SignedReceipt> next() throws InterruptedException {
        while (!closed) {
            meter.due(clock.now()).ifPresent(waiting::add);
            long total = meter.total();
            // Nothing came for a while: maybe the edge waits for just this receipt.
            boolean idle = total == seen;
            seen = total;
            if (meter.unsigned() >= threshold || idle) {
                meter.slice().ifPresent(waiting::add);
            }
            if (!waiting.isEmpty()) {
                var some = List.copyOf(waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE)));
                waiting.subList(0, some.size()).clear();
                bringing = true;
                return some;
            }
            wait(LOOK_MILLIS);
        }
        return List.of();
    }

    private Optional<FetchFailed> brought(List<SignedReceipt> receipts) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var _ = edge.hand(receipts);
                return Optional.empty();
            } catch (FetchFailed failed) {
                if (failed.kind() != FetchFailed.Kind.CONNECTION || attempt == ATTEMPTS) {
                    return Optional.of(failed);
                }
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
