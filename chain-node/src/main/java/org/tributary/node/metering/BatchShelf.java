// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.ArrayList;
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
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The batches that this node has verified and has on disk. A batch that is read back is verified again.
final class BatchShelf {
    /// Receipts of the batches kept in memory: about two windows of the largest load, some 250 bytes each.
    private static final long MAX_CACHED_RECEIPTS = 2_000_000;

    private final KeyValueStore store;
    private final BatchCheck check;
    private final TicketLookup tickets;
    private final Map<Hash, VerifiedBatch> cache = new LinkedHashMap<>();
    private long cachedReceipts;

    BatchShelf(KeyValueStore store, BatchCheck check, TicketLookup tickets) {
        this.store = store;
        this.check = check;
        this.tickets = tickets;
    }

    /// Stores the batch durably, with the bucket in which this node acknowledges it.
    void put(VerifiedBatch batch, Bucket acknowledged) {
        var value = Bytes.concatenate(
                Bytes.ofUnsignedLong(acknowledged.number()), batch.batch().encode());
        store.write(new WriteBatch().put(Table.BATCHES, batch.hash().bytes(), value));
        remember(batch);
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
        return store.get(Table.BATCHES, hash.bytes()).map(value -> value.slice(Long.BYTES));
    }

    Optional<Bucket> acknowledged(Hash hash) {
        return store.get(Table.BATCHES, hash.bytes())
                .map(value -> new Bucket(value.slice(0, Long.BYTES).toLong()));
    }

    /// Every batch that was acknowledged in `from` or later.
    List<Hash> acknowledgedSince(Bucket from) {
        var hashes = new ArrayList<Hash>();
        store.scan(Table.BATCHES, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
            if (value.slice(0, Long.BYTES).toLong() >= from.number()) {
                hashes.add(Hash.of(key));
            }
            return true;
        });
        return hashes;
    }
}
