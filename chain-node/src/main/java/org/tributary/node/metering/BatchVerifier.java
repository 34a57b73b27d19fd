// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.ReceiptCheck;
import org.tributary.bandwidth.check.SignatureVerdict;
import org.tributary.bandwidth.check.SoundBatch;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.check.VerifiedSlice;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.node.chain.Machine;
import org.tributary.primitives.Bucket;
import org.tributary.rpc.grpc.IntakeAnswer.RefusedEntry;

/// Verifies every receipt of a batch, on all cores.
final class BatchVerifier implements AutoCloseable {
    /// A slice is about 10 ms of signature checks: small enough to share, large enough to be worth a
    /// task.
    private static final int SLICE = 400;

    private final MeteringLedger ledger;
    private final BatchCheck check;
    private final ReceiptReadings readings;
    private final Machine machine;
    private final ExecutorService cores;

    BatchVerifier(MeteringLedger ledger, BatchCheck check, ReceiptReadings readings, Machine machine) {
        this.ledger = ledger;
        this.check = check;
        this.readings = readings;
        this.machine = machine;
        this.cores = machine.onAllCores("verify-" + ledger.chain());
    }

    /// Verifies all signatures, and waits for that.
    VerifiedBatch verify(SoundBatch sound) {
        int count = sound.batch().receipts().size();
        var tickets = ledger.tickets();
        var slices = new ArrayList<Future<VerifiedSlice>>();
        for (int from = 0; from < count; from += SLICE) {
            int first = from;
            slices.add(cores.submit(() -> sound.verify(tickets, first, Math.min(count, first + SLICE))));
        }
        long start = machine.nanoTime();
        var joined = sound.join(slices.stream().map(BatchVerifier::result).toList());
        readings.verified(count, machine.nanoTime() - start);
        return joined;
    }

    private static VerifiedSlice result(Future<VerifiedSlice> slice) {
        try {
            return slice.get();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", impatient);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("verifying failed", failure.getCause());
        }
    }

    /// The entries that cannot count, as far as that can be said before the window closes.
    List<RefusedEntry> refused(VerifiedBatch verified, Bucket now) {
        var entries = new ReceiptCheck(check.rules(), check.domain());
        var metering = ledger.metering();
        var tickets = metering.tickets();
        var refused = new ArrayList<RefusedEntry>();
        var signed = verified.batch();
        for (int i = 0; i < signed.receipts().size(); i++) {
            int entry = i;
            var receipt = signed.receipts().get(i).receipt();
            var ticket = tickets.ticket(receipt.ticket());
            var reason = entries.plausible(signed.batch(), now, receipt, ticket);
            if (reason.isEmpty()) {
                reason = metering.known(receipt)
                        .or(() -> verified.verdict(entry) == SignatureVerdict.FORGED
                                ? Optional.of(Rejection.BAD_SIGNATURE)
                                : Optional.empty());
            }
            reason.ifPresent(why -> refused.add(new RefusedEntry(entry, why)));
        }
        return refused;
    }

    @Override
    public void close() {
        cores.shutdownNow();
    }
}
