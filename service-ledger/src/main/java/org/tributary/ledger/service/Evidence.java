// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.metering.WindowOutcome;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.merkle.MerkleTree;

/// What a block leaves behind for bills: its openings, where pools were first heard of, and its window with the leaves
/// of every row. Nothing
/// that execution reads; it can be made anew from the blocks and batches.
final class Evidence {
    private static final Bytes WINDOW = tag('w');
    private static final Bytes LEAVES = tag('l');
    private static final Bytes OPENING = tag('o');
    private static final Bytes ORDER = tag('b');
    private static final Bytes COUNT = tag('n');
    private static final Bytes NOTICED = tag('p');
    private static final int MAX_BATCHES = 1 << 24;
    private static final int MAX_LEAVES = 1 << 26;

    private final Height height;
    private final List<Opening> openings;
    private final List<Hash> ordered;
    private final List<Hash> noticed;
    private Optional<Closed> closed = Optional.empty();

    private record Closed(WindowOutcome outcome, MerkleTree.Path path, List<WindowRecord.Batch> batches) {}

    /// @param noticed pools that the chain had not heard of before
    /// @param ordered batches
    Evidence(Height height, List<Opening> openings, List<Hash> noticed, List<Hash> ordered) {
        this.height = height;
        this.openings = openings;
        this.noticed = noticed;
        this.ordered = ordered;
    }

    void closed(WindowOutcome outcome, MerkleTree.Path path, List<WindowRecord.Batch> batches) {
        closed = Optional.of(new Closed(outcome, path, batches));
    }

    void writeTo(WriteBatch batch, KeyValueStore store) {
        for (var opening : openings) {
            batch.put(Table.WINDOWS, openingKey(opening.ticket().ticket().hash()), opening.encode());
        }
        for (var hash : ordered) {
            batch.put(Table.WINDOWS, orderKey(hash), Bytes.ofUnsignedLong(height.number()));
        }
        if (!openings.isEmpty()) {
            batch.put(Table.WINDOWS, COUNT, Bytes.ofUnsignedLong(openings(store) + openings.size()));
        }
        for (var pool : noticed) {
            batch.put(Table.WINDOWS, noticedKey(pool), Bytes.ofUnsignedLong(height.number()));
        }
        closed.ifPresent(window -> write(window, batch));
    }

    private void write(Closed window, WriteBatch batch) {
        var proof = window.outcome().proof();
        batch.put(
                Table.WINDOWS,
                key(WINDOW, proof.window()),
                Rlp.list(list -> list.height(height)
                        .list(proof::write)
                        .list(window.path()::write)
                        .list(
                                window.batches(),
                                (items, each) -> items.list(
                                        item -> item.hash(each.hash()).address(each.provider())))));
        var rows = window.outcome().rows();
        for (int row = 0; row < rows.size(); row++) {
            batch.put(Table.WINDOWS, leavesKey(proof.window(), row), leaves(rows.get(row)));
        }
    }

    private static Bytes leaves(RowLeaves row) {
        return Rlp.list(
                list -> list.list(row.row()::write).list(row.leaves(), (items, leaf) -> items.list(leaf::write)));
    }

    static long openings(KeyValueStore store) {
        return store.get(Table.WINDOWS, COUNT).map(Bytes::toLong).orElse(0L);
    }

    static Optional<Opening> opening(KeyValueStore store, Hash ticket) {
        return store.get(Table.WINDOWS, openingKey(ticket))
                .map(bytes -> Opening.decode(bytes).orBroken("an opening"));
    }

    static Optional<Height> ordered(KeyValueStore store, Hash batch) {
        return store.get(Table.WINDOWS, orderKey(batch)).map(bytes -> new Height(bytes.toLong()));
    }

    static Optional<Height> noticed(KeyValueStore store, Hash pool) {
        return store.get(Table.WINDOWS, noticedKey(pool)).map(bytes -> new Height(bytes.toLong()));
    }

    static List<Long> windows(KeyValueStore store) {
        var windows = new ArrayList<Long>();
        store.scan(Table.WINDOWS, WINDOW, WINDOW, (key, value) -> windows.add(key.getLong(1)));
        return windows;
    }

    static Optional<WindowRecord> window(KeyValueStore store, long number) {
        return store.get(Table.WINDOWS, key(WINDOW, number))
                .map(bytes -> Rlp.decodeList(
                                bytes,
                                list -> new WindowRecord(
                                        list.height(),
                                        list.list(ProofOfBandwidth::read),
                                        list.list(MerkleTree.Path::read),
                                        list.list(
                                                MAX_BATCHES,
                                                items -> items.list(
                                                        item -> new WindowRecord.Batch(item.hash(), item.address())))))
                        .orBroken("a window"));
    }

    static List<RowLeaves> leaves(KeyValueStore store, long window) {
        var rows = new ArrayList<RowLeaves>();
        var prefix = key(LEAVES, window);
        store.scan(Table.WINDOWS, prefix, prefix, (key, value) -> rows.add(rowLeaves(value)));
        return rows;
    }

    static RowLeaves leaves(KeyValueStore store, long window, int row) {
        return store.get(Table.WINDOWS, leavesKey(window, row))
                .map(Evidence::rowLeaves)
                .orElseThrow(() -> new Invariant.Broken("every row of a window has leaves"));
    }

    private static RowLeaves rowLeaves(Bytes stored) {
        return Rlp.decodeList(
                        stored,
                        list -> new RowLeaves(
                                list.list(UsageRow::read), list.list(MAX_LEAVES, items -> items.list(UsageLeaf::read))))
                .orBroken("a window's leaves");
    }

    private static Bytes leavesKey(long window, int row) {
        return Bytes.concatenate(key(LEAVES, window), Bytes.ofUnsignedInt(row));
    }

    private static Bytes openingKey(Hash ticket) {
        return Bytes.concatenate(OPENING, ticket.bytes());
    }

    private static Bytes orderKey(Hash batch) {
        return Bytes.concatenate(ORDER, batch.bytes());
    }

    private static Bytes noticedKey(Hash pool) {
        return Bytes.concatenate(NOTICED, pool.bytes());
    }

    private static Bytes key(Bytes tag, long window) {
        return Bytes.concatenate(tag, Bytes.ofUnsignedLong(window));
    }

    private static Bytes tag(char letter) {
        return Bytes.wrap(String.valueOf(letter).getBytes(StandardCharsets.US_ASCII));
    }
}
