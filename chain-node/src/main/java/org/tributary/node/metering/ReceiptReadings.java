// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.tributary.bandwidth.Rejection;
import org.tributary.rpc.grpc.IntakeAnswer.RefusedEntry;

/// Counts what the desk did, for metrics and status.
public final class ReceiptReadings {
    private final AtomicLong verified = new AtomicLong();
    private final AtomicLong verifyNanos = new AtomicLong();
    private final LongConsumer accepted;
    private final Consumer<Rejection> rejected;

    /// @param accepted told how many entries of a certified batch may count
    /// @param rejected told the reason of each of the others
    public ReceiptReadings(LongConsumer accepted, Consumer<Rejection> rejected) {
        this.accepted = accepted;
        this.rejected = rejected;
    }

    void verified(long receipts, long nanos) {
        verified.addAndGet(receipts);
        verifyNanos.addAndGet(nanos);
    }

    void accepted(long receipts, List<RefusedEntry> refused) {
        accepted.accept(receipts);
        refused.forEach(entry -> rejected.accept(entry.rejection()));
    }

    /// Receipts whose signatures were checked here, per second of checking.
    public long verifiedPerSecond() {
        long nanos = verifyNanos.get();
        return nanos == 0 ? 0 : (long) (verified.get() * 1e9 / nanos);
    }
}
