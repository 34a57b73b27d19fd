// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.check.TicketLookup;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.metering.Metering;
import org.tributary.bandwidth.metering.PoolCover;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.RetentionTerms;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.typed.Domain;

/// [MeteringView] over the store of one service chain.
public final class MeteringLedger implements MeteringView {
    private final ChainName chain;
    private final KeyValueStore store;
    private final ServiceSource source;
    private final Supplier<Height> anchored;
    private final Domain domain;
    private final MeteringRules rules;
    private final RetentionTerms terms;
    private final ChainSpec spec;

    /// @param anchored up to which of the chain's heights main has anchored it
    public MeteringLedger(
            ChainSpec spec, ChainName chain, KeyValueStore store, ServiceSource source, Supplier<Height> anchored) {
        this.spec = spec;
        this.chain = chain;
        this.store = store;
        this.source = source;
        this.anchored = anchored;
        this.domain = Domain.of(spec.chainId(), spec.hash(), chain);
        this.rules = ServiceRules.of(spec, chain);
        this.terms = ServiceRules.retention(spec, chain);
    }

    /// The metering state after the newest committed block, to read from.
    public Metering metering() {
        return new Metering(chain, rules, domain, spec.committee(chain), new CellOverlay(store));
    }

    /// The open tickets, from any thread.
    public TicketLookup tickets() {
        return hash -> metering().tickets().ticket(hash);
    }

    @Override
    public ChainName chain() {
        return chain;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public MeteringRules rules() {
        return rules;
    }

    @Override
    public RetentionTerms terms() {
        return terms;
    }

    @Override
    public OptionalLong billedUnits(Hash ticket) {
        return metering().watermark(ticket);
    }

    @Override
    public Optional<Opening> opening(Hash ticket) {
        return Evidence.opening(store, ticket);
    }

    @Override
    public Optional<Height> ordered(Hash batch) {
        return Evidence.ordered(store, batch);
    }

    @Override
    public long openings() {
        return Evidence.openings(store);
    }

    @Override
    public Optional<Amount> freeCover(Hash pool) {
        return metering().pool(pool).map(PoolCover::free);
    }

    @Override
    public Optional<Height> noticed(Hash pool) {
        return Evidence.noticed(store, pool);
    }

    @Override
    public List<Long> windows() {
        return Evidence.windows(store).stream()
                .filter(number -> window(number).isPresent())
                .toList();
    }

    @Override
    public Optional<WindowRecord> window(long number) {
        var newest = anchored.get();
        return Evidence.window(store, number).filter(window -> !window.height().isAfter(newest));
    }

    @Override
    public List<RowLeaves> leaves(long window) {
        return Evidence.leaves(store, window);
    }

    @Override
    public RowLeaves leaves(long window, int row) {
        return Evidence.leaves(store, window, row);
    }

    @Override
    public Optional<VerifiedBatch> batch(Hash hash) {
        return source.batch(hash);
    }
}
