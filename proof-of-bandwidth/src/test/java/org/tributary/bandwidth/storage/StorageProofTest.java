// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// Who has the content passes, always; who has lost some of it does not for long.
class StorageProofTest {
    private static final Hash NONCE = Actors.hash("nonce");

    @ParameterizedTest
    @ValueSource(ints = {1, 4_095, 4_096, 4_097, 12_288, 100_000})
    void whoHasTheContentPassesForEveryNonce(int size) {
        var content = content(size);
        var tree = ContentTree.of(content);
        for (int i = 0; i < 20; i++) {
            var nonce = Actors.hash("nonce " + i);
            var proof = decoded(answer(tree, nonce, content).encode());
            assertThat(proof.fault(tree.digest(), size, nonce)).isEmpty();
        }
    }

    @Test
    void whoLostATenthIsCaughtWithinAHundredNonces() {
        var content = content(400_000);
        var tree = ContentTree.of(content);
        var damaged = MutableBytes.wrap(content.toArray());
        damaged.mutableSlice(200_000, 40_000).clear();
        long caught = 0;
        for (int i = 0; i < 100; i++) {
            var nonce = Actors.hash("nonce " + i);
            caught += answer(tree, nonce, damaged).fault(tree.digest(), content.size(), nonce).stream()
                    .peek(fault -> assertThat(fault).contains("is not what was stored"))
                    .count();
        }
        // 34 of 100 are to be expected: 1 - 0.9^4.
        assertThat(caught).isBetween(15L, 55L);
    }

    @Test
    void whoLostTheEndSaysSo() {
        var content = content(10_000);
        var tree = ContentTree.of(content);
        var answer = StorageProof.answer(tree, NONCE, (_, _) -> Bytes.EMPTY);
        assertThat(answer.fault(tree.digest(), 10_000, NONCE))
                .hasValueSatisfying(fault -> assertThat(fault).contains("is not whole"));
    }

    @Test
    void anAnswerIsForItsNonceContentAndSizeOnly() {
        var content = content(300_000);
        var tree = ContentTree.of(content);
        var answer = answer(tree, NONCE, content);
        assertThat(answer.fault(tree.digest(), 300_000, Actors.hash("another"))).isPresent();
        assertThat(answer.fault(Actors.hash("another"), 300_000, NONCE)).isPresent();
        assertThat(answer.fault(tree.digest(), 600_000, NONCE)).isPresent();
        assertThat(new StorageProof(answer.pieces().subList(0, 3)).fault(tree.digest(), 300_000, NONCE))
                .hasValueSatisfying(fault -> assertThat(fault).contains("3 pieces of the 4"));
    }

    @Test
    void everyBitOfAnAnswerCounts() {
        var content = content(20_000);
        var tree = ContentTree.of(content);
        var encoded = answer(tree, NONCE, content).encode();
        var random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            var flipped = MutableBytes.wrap(encoded.toArray());
            int at = random.nextInt(flipped.size());
            flipped.set(at, (byte) (flipped.get(at) ^ (1 << random.nextInt(8))));
            if (StorageProof.decode(flipped) instanceof Decoded.Value<StorageProof>(var proof)) {
                assertThat(proof.fault(tree.digest(), 20_000, NONCE)).isPresent();
            }
        }
    }

    @Test
    void aTreeComesBackFromTheHashesOfItsPieces() {
        var tree = ContentTree.of(content(50_000));
        assertThat(ContentTree.read(tree.hashes(), 50_000).digest()).isEqualTo(tree.digest());
        assertThatThrownBy(() -> ContentTree.read(tree.hashes(), 60_000)).hasMessageContaining("60000");
    }

    @Test
    void nothingComesBehindAPieceThatIsNotWhole() {
        var tree = new ContentTree();
        tree.add(content(10));
        assertThatThrownBy(() -> tree.add(content(10))).hasMessageContaining("but the last");
    }

    private static StorageProof answer(ContentTree tree, Hash nonce, Bytes content) {
        return StorageProof.answer(tree, nonce, (from, length) -> content.slice((int) from, length));
    }

    private static StorageProof decoded(Bytes bytes) {
        return switch (StorageProof.decode(bytes)) {
            case Decoded.Value<StorageProof>(var proof) -> proof;
            case Decoded.Malformed<StorageProof>(var why) -> throw new AssertionError(why);
        };
    }

    private static Bytes content(int size) {
        var bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
