// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.node.chain.Machine;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PublicKey;

/// Asks the peers for batches that a block needs and that are not here. For many threads.
final class BatchFetch {
    private static final Logger LOG = LoggerFactory.getLogger(BatchFetch.class);

    private final ChainName chain;
    private final Peers peers;
    private final Machine machine;
    private final Executor desk;
    private final Consumer<SignedBatch> fetched;
    private final Map<Hash, Long> sinceMillis = new ConcurrentHashMap<>();

    /// @param desk does what an answer asks for
    /// @param fetched takes each batch that has the hash that was asked for, unverified, on `desk`
    BatchFetch(ChainName chain, Peers peers, Machine machine, Executor desk, Consumer<SignedBatch> fetched) {
        this.chain = chain;
        this.peers = peers;
        this.machine = machine;
        this.desk = desk;
        this.fetched = fetched;
    }

    /// Asks one peer after the other for each batch that nobody was asked for a moment ago.
    void fetch(List<Hash> hashes) {
        long now = machine.millis();
        sinceMillis.values().removeIf(since -> now - since > ReceiptDesk.RESEND.toMillis());
        for (var hash : hashes) {
            if (sinceMillis.putIfAbsent(hash, now) == null) {
                ask(hash, peers.connected().iterator());
            }
        }
    }

    private void ask(Hash hash, Iterator<PublicKey> candidates) {
        if (!candidates.hasNext()) {
            return;
        }
        var peer = candidates.next();
        var _ = peers.request(peer, Query.BATCH, chain, hash.bytes()).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.debug("event=batch_not_there chain={} peer={}", chain, peer);
                ask(hash, candidates);
            } else {
                desk.execute(() -> answered(hash, answer, candidates));
            }
        });
    }

    private void answered(Hash hash, Bytes answer, Iterator<PublicKey> candidates) {
        try {
            if (SignedBatch.decode(answer) instanceof Decoded.Value<SignedBatch>(var batch)
                    && batch.hash().equals(hash)) {
                fetched.accept(batch);
            } else {
                ask(hash, candidates);
            }
        } catch (RuntimeException failure) {
            LOG.error("event=fetched_batch_failed chain={}", chain, failure);
        }
    }
}
