// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.store.KeyValueReader;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.sync.Offer;
import org.tributary.ledger.sync.SnapshotServer;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// The snapshots of one chain that others may fetch. Any thread.
///
/// They are taken where every node takes them, so that one snapshot can be had from many: of main each
/// [SnapshotPace#interval] heights, of another chain after its first block that names main at such a height
/// or above. A node that starts takes one more, of what it has.
public final class SnapshotShelf implements SnapshotServer.Snapshots, AutoCloseable {
    /// Enough that one of a service chain is anchored in the newest but one of main.
    private static final int KEPT = 3;

    /// Each holds back what the chain overwrites.
    private static final int MOST = 8;

    private static final long IN_USE_MILLIS = 60_000;
    /// By then a state of gigabytes has been fetched, or never will be.
    private static final long MAX_AGE_MILLIS = 3_600_000;

    private final Ledger ledger;
    private final KeyValueStore store;
    private final LongSupplier clockMillis;
    private final long interval;
    private final SnapshotServer server;
    private final List<Kept> shelf = new ArrayList<>();
    private long newestPeriod;

    private static final class Kept {
        private final Offer offer;
        private final KeyValueStore.View view;
        private final long sinceMillis;
        private long usedMillis;

        Kept(Offer offer, KeyValueStore.View view, long nowMillis) {
            this.offer = offer;
            this.view = view;
            this.sinceMillis = nowMillis;
            this.usedMillis = nowMillis;
        }

        boolean isInUse(long nowMillis) {
            return nowMillis - usedMillis < IN_USE_MILLIS && nowMillis - sinceMillis < MAX_AGE_MILLIS;
        }
    }

    public SnapshotShelf(Ledger ledger, KeyValueStore store, LongSupplier clockMillis, SnapshotPace pace) {
        this.ledger = ledger;
        this.store = store;
        this.clockMillis = clockMillis;
        this.interval = pace.interval();
        this.server = new SnapshotServer(this, ledger.blocks());
        var head = ledger.head().header();
        newestPeriod = period(head);
        if (head.height().isAfter(Height.ZERO)) {
            keep();
        }
    }

    private long period(Header header) {
        var height = header.chain().equals(ChainName.MAIN)
                ? header.height()
                : header.main().height();
        return height.number() / interval;
    }

    /// Called after every block of the chain, before the next is committed.
    public synchronized void committed(Block block) {
        long period = period(block.header());
        if (period > newestPeriod) {
            newestPeriod = period;
            keep();
        }
    }

    private synchronized void keep() {
        long now = clockMillis.getAsLong();
        var head = ledger.head();
        var certificate = ledger.blocks().certificate(head.height()).orElseThrow();
        shelf.add(new Kept(new Offer(head.header(), certificate), store.view(), now));
        for (int i = 0; i < shelf.size() - KEPT; i++) {
            if (!shelf.get(i).isInUse(now) || shelf.size() > MOST) {
                shelf.remove(i--).view.close();
            }
        }
    }

    /// See [SnapshotServer#answer].
    public Optional<Bytes> answer(Bytes question) {
        return server.answer(question);
    }

    @Override
    public synchronized List<Offer> offers() {
        return shelf.stream().map(kept -> kept.offer).toList();
    }

    @Override
    public synchronized Optional<KeyValueReader> view(Height height) {
        for (var kept : shelf) {
            if (kept.offer.height().equals(height)) {
                kept.usedMillis = clockMillis.getAsLong();
                return Optional.of(kept.view);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        shelf.forEach(kept -> kept.view.close());
        shelf.clear();
    }
}
