// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// Protocol §7.6: all receipts of a row stay provable.
class InclusionProofTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 77, 100})
    void everyLeafOfEveryShapeProves(int size) {
        var rows = List.of(row("a", 3), row("b", size), row("c", 1));
        var usage = rows.stream().map(RowLeaves::row).toList();
        var root = ProofOfBandwidth.windowRoot(usage);
        for (int r = 0; r < rows.size(); r++) {
            var proofs = new RowProofs(usage, r, rows.get(r));
            for (int i = 0; i < rows.get(r).leaves().size(); i++) {
                var proof = proofs.proof(i);
                assertThat(proof.verify(root).accepted()).isTrue();
                assertThat(InclusionProof.decode(proof.encode())).isEqualTo(new Decoded.Value<>(proof));
            }
        }
    }

    @Test
    void noChangedBitOfAProofVerifies() {
        var rows = List.of(row("a", 5), row("b", 13));
        var usage = rows.stream().map(RowLeaves::row).toList();
        var root = ProofOfBandwidth.windowRoot(usage);
        var bytes = new RowProofs(usage, 1, rows.get(1)).proof(12).encode();
        for (int bit = 0; bit < bytes.size() * Byte.SIZE; bit++) {
            var mutated = bytes.toArray();
            mutated[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            if (InclusionProof.decode(Bytes.wrap(mutated)) instanceof Decoded.Value<InclusionProof>(var proof)) {
                assertThat(proof.verify(root).accepted()).as("bit %d", bit).isFalse();
            }
        }
    }

    @Test
    void unitsCannotMoveBetweenSiblings() {
        var row = row("a", 2);
        var root = ProofOfBandwidth.windowRoot(List.of(row.row()));
        var proof = new RowProofs(List.of(row.row()), 0, row).proof(0);
        var sibling = proof.path().siblings().getFirst();
        var lowered = new InclusionProof(
                proof.leaf(),
                new SumPath(
                        0, List.of(new org.tributary.bandwidth.merkle.SumSibling(sibling.hash(), sibling.units() - 1))),
                new UsageRow(
                        proof.row().key(),
                        proof.row().first(),
                        proof.row().last(),
                        new SumNode(proof.row().sum().hash(), proof.row().units() - 1, 2)),
                proof.rowPath());
        assertThat(lowered.verify(root).accepted()).isFalse();
    }

    @Test
    void aProofAmongAMillionIsBelowTwelveHundredBytes() {
        int size = 1 << 20;
        var leaf = leaf("a", 617, 1L << 40);
        var plain =
                IntStream.range(0, 64).mapToObj(i -> Actors.hash("leaf " + i)).toList();
        var tree = org.tributary.bandwidth.merkle.SumTree.of(
                size, i -> i == 617 ? leaf.node() : new SumNode(plain.get(i % 64), 1L << 40, 1));
        var row = new UsageRow(key("a"), new Bucket(5_900_000), new Bucket(5_900_004), tree.root());
        var proof = new InclusionProof(leaf, new SumPath(617, tree.path(617)), row, new RowPath(0, 1, List.<Hash>of()));

        assertThat(proof.verify(ProofOfBandwidth.windowRoot(List.of(row))).accepted())
                .isTrue();
        assertThat(row.units()).isEqualTo(1L << 60);
        assertThat(proof.encode().size()).isLessThan(1_200);
    }

    private static RowLeaves row(String name, int size) {
        var leaves = new ArrayList<UsageLeaf>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf(name, i, 10 + i));
        }
        var sum = RowLeaves.tree(leaves).root();
        return new RowLeaves(new UsageRow(key(name), new Bucket(100), new Bucket(104), sum), leaves);
    }

    private static UsageLeaf leaf(String name, int number, long units) {
        return UsageLeaf.whole(
                Actors.hash(name + number), new Bucket(5_900_000), 7, 7 + units, Actors.hash("receipt " + number));
    }

    private static BillingKey key(String pool) {
        return new BillingKey(Actors.hash(pool), Actors.PROVIDER.address(), UsageKind.BYTES, Actors.hash("card"));
    }
}
