// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// Random tries, taken over piece by piece.
class SubtrieTest {
    private static final Bytes OWNER = Bytes.of(7);

    private final MemoryStore source = new MemoryStore();
    private final MemoryStore copy = new MemoryStore();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void piecesOfAnySizeComeToTheSameRecords(int seed) {
        var random = new Random(seed);
        var trie = randomTrie(random);
        var wanted = new ArrayDeque<Wanted>();
        wanted.add(new Wanted(Place.root(OWNER), trie.root()));
        while (!wanted.isEmpty()) {
            var next = wanted.removeLast();
            var grown = value(read(next, 1 + random.nextInt(8)).grow(copy, next));
            var batch = new WriteBatch();
            grown.writeTo(batch);
            copy.write(batch);
            wanted.addAll(grown.wanted());
        }
        assertThat(StoreContent.of(copy, Table.TRIE)).isEqualTo(StoreContent.of(source, Table.TRIE));
        assertThat(Trie.open(copy, OWNER).root()).isEqualTo(trie.root());
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})
    void aPieceThatWasTamperedWithIsRefused(int seed) {
        var random = new Random(seed);
        var trie = randomTrie(random);
        var wanted = new ArrayDeque<Wanted>();
        wanted.add(new Wanted(Place.root(OWNER), trie.root()));
        while (!wanted.isEmpty()) {
            var next = wanted.removeLast();
            var honest = read(next, 1 + random.nextInt(8));
            for (var forged : forgeries(honest, random)) {
                assertThat(forged.grow(copy, next)).isInstanceOf(Decoded.Malformed.class);
            }
            wanted.addAll(value(honest.grow(copy, next)).wanted());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 42, 43})
    void aPieceOfAnotherPlaceIsRefused(int seed) {
        var random = new Random(seed);
        var trie = randomTrie(random);
        var root = new Wanted(Place.root(OWNER), trie.root());
        var below = value(read(root, 1).grow(copy, root)).wanted();
        for (var one : below) {
            for (var other : below) {
                assertThat(read(one, 100).grow(copy, other) instanceof Decoded.Value)
                        .isEqualTo(one.equals(other));
            }
        }
    }

    private static List<Subtrie> forgeries(Subtrie honest, Random random) {
        var forged = new ArrayList<Subtrie>();
        var leaves = honest.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            var leaf = leaves.get(i);
            forged.add(with(honest, i, List.of()));
            forged.add(with(honest, i, List.of(leaf, leaf)));
            forged.add(with(honest, i, List.of(new Change(leaf.key(), flipped(leaf.value(), random)))));
            forged.add(with(honest, i, List.of(new Change(leaf.key(), Bytes.EMPTY))));
            if (!leaf.key().isEmpty()) {
                forged.add(with(honest, i, List.of(new Change(flipped(leaf.key(), random), leaf.value()))));
            }
            var added = new Change(Bytes.concatenate(leaf.key(), Bytes.of(random.nextInt(256))), Bytes.of(1));
            if (leaves.stream().noneMatch(known -> known.key().equals(added.key()))) {
                forged.add(with(honest, i, List.of(leaf, added)));
            }
        }
        forged.add(new Subtrie(honest.top(), List.of(new Change(Bytes.of(1, 2, 3, 4, 5), Bytes.of(1)))));
        honest.top().ifPresent(top -> {
            forged.add(new Subtrie(Optional.of(flipped(top, random)), leaves));
            forged.add(new Subtrie(Optional.of(top.slice(0, top.size() - 1)), leaves));
            forged.add(new Subtrie(Optional.empty(), leaves));
        });
        return forged;
    }

    private static Subtrie with(Subtrie honest, int at, List<Change> instead) {
        var leaves = new ArrayList<>(honest.leaves());
        leaves.remove(at);
        leaves.addAll(at, instead);
        return new Subtrie(honest.top(), leaves);
    }

    private static Bytes flipped(Bytes bytes, Random random) {
        var changed = bytes.toArray();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(changed);
    }

    private Subtrie read(Wanted wanted, int most) {
        var seen = new int[1];
        return Subtrie.read(source, wanted.place(), _ -> ++seen[0] <= most).orElseThrow();
    }

    private static Grown value(Decoded<Grown> grown) {
        return grown.orBroken("a piece");
    }

    /// Hashed keys, and keys that are prefixes of others, with values that live inside their parents and ones that
    /// do not.
    private Trie randomTrie(Random random) {
        var entries = new TreeMap<String, Change>();
        boolean hashed = random.nextBoolean();
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            var key = hashed ? Keccak.hash(Bytes.ofUnsignedInt(i)).bytes() : shortKey(random);
            var value = new byte[1 + random.nextInt(random.nextBoolean() ? 3 : 60)];
            random.nextBytes(value);
            entries.put(key.toHexString(), new Change(key, Bytes.wrap(value)));
        }
        var trie = Trie.open(source, OWNER);
        trie.update(entries.values());
        var batch = new WriteBatch();
        trie.writeTo(batch);
        source.write(batch);
        return trie;
    }

    private static Bytes shortKey(Random random) {
        var key = new byte[1 + random.nextInt(4)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(3) << 4 | random.nextInt(3));
        }
        return Bytes.wrap(key);
    }
}
