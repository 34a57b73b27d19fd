// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// A service chain without blocks: what its blocks would do, called directly.
final class Chain {
    final MemoryCells cells = new MemoryCells();
    final Metering metering;
    private final MeteringRules rules;
    private final Map<Hash, VerifiedBatch> batches = new TreeMap<>();
    private long sequence;

    Chain() {
        this(Actors.RULES);
    }

    Chain(MeteringRules rules) {
        this.rules = rules;
        this.metering = new Metering(Actors.CHAIN, rules, Actors.DOMAIN, Actors.COMMITTEE, cells);
    }

    /// A chain on which the pool has this cover.
    static Chain funded(Amount cover) {
        var chain = new Chain();
        chain.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), cover, 0));
        return chain;
    }

    static Chain funded() {
        return funded(Amount.ofTokens(1_000));
    }

    void open(SessionTicket ticket) {
        open(Actors.opening(ticket));
    }

    void open(Opening opening) {
        assertThat(metering.open(opening, opening.ticket().ticket().start())).isEmpty();
    }

    /// Batches, certifies and orders the receipts at bucket `now`.
    SignedBatch submit(long now, SignedReceipt... receipts) {
        return submit(now, List.of(receipts));
    }

    SignedBatch submit(long now, List<SignedReceipt> receipts) {
        var batch = Actors.batch(sequence++, receipts);
        assertThat(order(batch, now)).isEmpty();
        return batch;
    }

    Optional<Rejection> order(SignedBatch batch, long now) {
        hold(batch);
        return metering.order(Actors.certificate(batch.batch(), now), new Bucket(now));
    }

    void hold(SignedBatch batch) {
        switch (new BatchCheck(Actors.CHAIN, rules, Actors.DOMAIN).begin(batch)) {
            case BatchVerdict.Sound(var sound) -> batches.put(batch.hash(), sound.verify(metering.tickets()));
            case BatchVerdict.Refused(var rejection) -> throw new AssertionError(rejection);
        }
    }

    /// Closes the one window that is due at `now`.
    WindowOutcome close(long now) {
        return metering.close(new Bucket(now), hash -> java.util.Objects.requireNonNull(batches.get(hash)));
    }

    /// Closes every window that is due at `now`, in order.
    List<WindowOutcome> closeAll(long now) {
        var outcomes = new ArrayList<WindowOutcome>();
        while (metering.windowDue(new Bucket(now)).isPresent()) {
            outcomes.add(close(now));
        }
        return outcomes;
    }

    PoolCover pool() {
        return metering.pool(Actors.POOL).orElseThrow();
    }

    Map<Bytes, Bytes> state() {
        return cells.contents();
    }
}
