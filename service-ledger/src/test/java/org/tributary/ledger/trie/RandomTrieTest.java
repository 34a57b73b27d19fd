// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// Seeded walks through the trie's shapes: few enough keys that forks come and go, values short enough that nodes move
/// in and out of their parents.
class RandomTrieTest {
    private static final Bytes OWNER = Bytes.fromHexString("0x07");
    private static final int BATCHES = 40;

    private final TreeMap<String, Bytes> model = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void followsTheReferenceWithKeysThatArePrefixesOfOthers(int seed) {
        var random = new Random(seed);
        follow(random, () -> {
            var key = new byte[random.nextInt(4)];
            for (int i = 0; i < key.length; i++) {
                key[i] = (byte) (random.nextInt(3) << 4 | random.nextInt(3));
            }
            return Bytes.wrap(key);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15, 16})
    void followsTheReferenceWithHashedKeys(int seed) {
        var random = new Random(seed);
        follow(
                random,
                () -> Keccak.hash(Bytes.ofUnsignedInt(random.nextInt(80))).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24, 25, 26})
    void followsTheReferenceWithLongSharedStretches(int seed) {
        var random = new Random(seed);
        follow(random, () -> {
            var key = new byte[8];
            key[random.nextInt(8)] = (byte) (1 << random.nextInt(8));
            key[random.nextInt(8)] = (byte) (1 << random.nextInt(8));
            return Bytes.wrap(key);
        });
    }

    private void follow(Random random, Supplier<Bytes> keys) {
        var store = new MemoryStore();
        var trie = Trie.open(store, OWNER);
        for (int i = 0; i < BATCHES; i++) {
            trie.update(changes(random, keys));
            var entries = entries();
            assertThat(trie.root()).isEqualTo(ReferenceTrie.root(entries));
            proves(trie, keys.get());
            if (random.nextInt(3) == 0) {
                trie = reopened(store, trie);
                assertThat(trie.root()).isEqualTo(ReferenceTrie.root(entries));
                assertThat(StoreContent.of(store, Table.TRIE)).isEqualTo(freshlyBuilt(entries));
            }
        }
    }

    private List<Change> changes(Random random, Supplier<Bytes> keys) {
        var byKey = new TreeMap<String, Bytes>();
        // Runs of mostly inserts and of mostly deletions, so that the trie grows and shrinks to nothing.
        int deletions = random.nextInt(11);
        int count = 1 + random.nextInt(random.nextBoolean() ? 3 : 30);
        for (int i = 0; i < count; i++) {
            var value = new byte[random.nextInt(10) < deletions ? 0 : 1 + random.nextInt(40)];
            random.nextBytes(value);
            byKey.put(keys.get().toHexString(), Bytes.wrap(value));
        }
        var changes = new ArrayList<Change>();
        byKey.forEach((key, value) -> {
            changes.add(new Change(Bytes.fromHexString(key), value));
            if (value.isEmpty()) {
                model.remove(key);
            } else {
                model.put(key, value);
            }
        });
        Collections.shuffle(changes, random);
        return changes;
    }

    private Map<Bytes, Bytes> entries() {
        var entries = new LinkedHashMap<Bytes, Bytes>();
        model.forEach((key, value) -> entries.put(Bytes.fromHexString(key), value));
        return entries;
    }

    private void proves(Trie trie, Bytes key) {
        var expected = Optional.ofNullable(model.get(key.toHexString()));
        assertThat(trie.get(key)).isEqualTo(expected);
        assertThat(TrieProof.value(trie.root(), key, trie.proof(key))).isEqualTo(new Decoded.Value<>(expected));
    }

    private static Trie reopened(KeyValueStore store, Trie trie) {
        var batch = new WriteBatch();
        trie.writeTo(batch);
        store.write(batch);
        return Trie.open(store, OWNER);
    }

    /// The records of a trie that never held anything else: superseded nodes leave nothing behind.
    private static List<String> freshlyBuilt(Map<Bytes, Bytes> entries) {
        var store = new MemoryStore();
        var trie = Trie.open(store, OWNER);
        trie.update(entries.entrySet().stream()
                .map(entry -> new Change(entry.getKey(), entry.getValue()))
                .toList());
        reopened(store, trie);
        return StoreContent.of(store, Table.TRIE);
    }
}
