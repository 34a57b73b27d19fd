// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.TicketLookup;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.node.log.LogAnswer;
import org.tributary.node.log.LogRecord;
import org.tributary.node.log.ServiceLog;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The batches that this node has verified and has on disk. A batch that is read back is verified again.
final class BatchShelf {
    /// Receipts of the batches kept in memory: about two windows of the largest load, some 250 bytes each.
    private static final long MAX_CACHED_RECEIPTS = 2_000_000;

    private final ServiceLog log;
    private final BatchCheck check;
    private final TicketLookup tickets;
    private final Map<Hash, VerifiedBatch> cache = new LinkedHashMap<>();
    private long cachedReceipts;

    BatchShelf(ServiceLog log, BatchCheck check, TicketLookup tickets) {
        this.log = log;
        this.check = check;
        this.tickets = tickets;
    }

    /// Stores the batch durably, with the bucket in which this node acknowledges it, if the disk takes it.
    LogAnswer put(VerifiedBatch batch, Bucket acknowledged) {
        var signed = batch.batch();
        var answer = log.append(
                new LogRecord(batch.hash(), acknowledged, signed.batch().last(), signed.encode()));
        if (answer instanceof LogAnswer.Kept) {
            remember(batch);
        }
        return answer;
    }

    private synchronized void remember(VerifiedBatch batch) {
        if (cache.put(batch.hash(), batch) == null) {
            cachedReceipts += batch.batch().receipts().size();
        }
        while (cachedReceipts > MAX_CACHED_RECEIPTS && cache.size() > 1) {
            var oldest = cache.keySet().iterator().next();
            var removed = cache.remove(oldest);
            cachedReceipts -= removed == null ? 0 : removed.batch().receipts().size();
        }
    }

    Optional<VerifiedBatch> get(Hash hash) {
        synchronized (this) {
            var cached = cache.get(hash);
            if (cached != null) {
                return Optional.of(cached);
            }
        }
        return encoded(hash).map(bytes -> {
            var batch = SignedBatch.decode(bytes).orBroken("a batch");
            var verified = switch (check.begin(batch)) {
                case BatchVerdict.Sound(var sound) -> sound.verify(tickets);
                case BatchVerdict.Refused(var reason) ->
                    throw new Invariant.Broken("a batch on the shelf is sound: " + reason);
            };
            remember(verified);
            return verified;
        });
    }

    /// The batch's canonical bytes.
    Optional<Bytes> encoded(Hash hash) {
        return log.payload(hash);
    }

    Optional<Bucket> acknowledged(Hash hash) {
        return log.acknowledged(hash);
    }

    /// Every batch that was acknowledged in `from` or later.
    List<Hash> acknowledgedSince(Bucket from) {
        return log.acknowledgedSince(from);
    }
}
