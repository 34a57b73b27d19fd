// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

class TrieProofTest {
    private final Trie trie = Trie.open(new MemoryStore(), Bytes.of(0));

    @BeforeEach
    void fill() {
        trie.update(IntStream.range(0, 300)
                .mapToObj(i -> new Change(key(i), Bytes.ofUnsignedInt(i + 1L)))
                .toList());
    }

    @Test
    void refusesAProofWithAnyBitFlipped() {
        var nodes = trie.proof(key(7));
        for (int node = 0; node < nodes.size(); node++) {
            for (int bit = 0; bit < nodes.get(node).size() * 8; bit++) {
                var flipped = nodes.get(node).toArray();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                var forged = new ArrayList<>(nodes);
                forged.set(node, Bytes.wrap(flipped));
                assertThat(prove(7, forged)).isInstanceOf(Decoded.Malformed.class);
            }
        }
    }

    @Test
    void refusesAProofThatIsCutShortOrTooLong() {
        var nodes = trie.proof(key(7));
        for (int length = 0; length < nodes.size(); length++) {
            assertThat(prove(7, nodes.subList(0, length))).isInstanceOf(Decoded.Malformed.class);
        }
        var longer = new ArrayList<>(nodes);
        longer.add(nodes.getFirst());
        assertThat(prove(7, longer)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aProofOfOneKeySaysNothingOfAnother() {
        for (int other = 8; other < 40; other++) {
            assertThat(prove(other, trie.proof(key(7)))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void provesAbsenceInAFullAndInAnEmptyTrie() {
        assertThat(prove(999, trie.proof(key(999)))).isEqualTo(new Decoded.Value<>(Optional.empty()));
        assertThat(TrieProof.value(Trie.EMPTY_ROOT, key(1), List.of()))
                .isEqualTo(new Decoded.Value<>(Optional.empty()));
    }

    /// The root is made to fit, so that every byte reaches the decoder.
    @Test
    void refusesArbitraryNodesWithoutAnException() {
        var random = new Random(1);
        var model = trie.proof(key(7));
        for (int i = 0; i < 20_000; i++) {
            var bytes = i % 2 == 0
                    ? new byte[random.nextInt(80)]
                    : model.get(random.nextInt(model.size())).toArray();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            }
            for (int flips = random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt();
            }
            var node = Bytes.wrap(bytes);
            var outcome = TrieProof.value(Keccak.hash(node), key(7), List.of(node));
            assertThat(outcome).isInstanceOfAny(Decoded.Malformed.class, Decoded.Value.class);
        }
    }

    private Decoded<Optional<Bytes>> prove(int key, List<Bytes> nodes) {
        return TrieProof.value(trie.root(), key(key), nodes);
    }

    private static Bytes key(int number) {
        return Keccak.hash(Bytes.ofUnsignedInt(number)).bytes();
    }
}
