// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Hash;

/// Ethereum's own vectors (TrieTests: trietest, trieanyorder).
class PublishedVectorsTest {
    record Vector(String name, List<Change> changes, Hash root) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void hasThePublishedRootWhenChangedOneByOne(Vector vector) {
        var trie = Trie.open(new MemoryStore(), Bytes.of(0));
        vector.changes().forEach(change -> trie.update(List.of(change)));
        assertThat(trie.root()).isEqualTo(vector.root());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void hasThePublishedRootWhenChangedAtOnce(Vector vector) {
        Map<Bytes, Change> last = new LinkedHashMap<>();
        vector.changes().forEach(change -> last.put(change.key(), change));
        var trie = Trie.open(new MemoryStore(), Bytes.of(0));
        trie.update(last.values());
        assertThat(trie.root()).isEqualTo(vector.root());
    }

    static Stream<Vector> vectors() {
        var vectors = new ArrayList<Vector>();
        var name = "";
        var changes = new ArrayList<Change>();
        for (var line : lines()) {
            var words = line.strip().split(" ", -1);
            switch (words[0]) {
                case "", "#" -> {}
                case "trie" -> name = words[1];
                case "root" -> {
                    vectors.add(new Vector(name, List.copyOf(changes), Hash.parse(words[1])));
                    changes.clear();
                }
                default ->
                    changes.add(new Change(bytes(words[0]), words[1].equals("-") ? Bytes.EMPTY : bytes(words[1])));
            }
        }
        return vectors.stream();
    }

    private static Bytes bytes(String text) {
        return text.startsWith("0x") ? Bytes.fromHexString(text) : Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> lines() {
        try (var in = Objects.requireNonNull(PublishedVectorsTest.class.getResourceAsStream("published-vectors.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
