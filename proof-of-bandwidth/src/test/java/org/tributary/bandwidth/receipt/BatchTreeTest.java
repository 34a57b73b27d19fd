// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

class BatchTreeTest {
    private static final List<SignedReceipt> RECEIPTS = IntStream.range(0, 18)
            .mapToObj(i -> Actors.receipt(Actors.ticket(i), 100, 1_000 + i))
            .toList();

    /// docs/protocol/metering.md, Trees: a leaf is 05 and up to four entries of receipt hash and signature.
    @Test
    void rootIsAsDocumentedAtEverySize() {
        for (int size = 1; size <= RECEIPTS.size(); size++) {
            var receipts = RECEIPTS.subList(0, size);
            var leaves = new ArrayList<Hash>();
            for (int from = 0; from < size; from += 4) {
                var bytes = Bytes.of(5);
                for (var entry : receipts.subList(from, Math.min(size, from + 4))) {
                    bytes = Bytes.concatenate(
                            bytes,
                            entry.receipt().hash().bytes(),
                            entry.signature().bytes());
                }
                leaves.add(Keccak.hash(bytes));
            }
            assertThat(BatchTree.root(receipts)).isEqualTo(HashTree.root(leaves));
        }
    }

    @Test
    void keepsTheHashOfEachReceipt() {
        var tree = BatchTree.of(RECEIPTS);
        for (int i = 0; i < RECEIPTS.size(); i++) {
            assertThat(tree.receiptHash(i)).isEqualTo(RECEIPTS.get(i).receipt().hash());
        }
    }

    /// No two batches share a root: not one with an entry less, nor one with two entries exchanged.
    @Test
    void anotherOrderOrNumberOfEntriesIsAnotherRoot() {
        var roots = new ArrayList<Hash>();
        for (int size = 1; size <= RECEIPTS.size(); size++) {
            roots.add(BatchTree.root(RECEIPTS.subList(0, size)));
        }
        for (int i = 1; i < RECEIPTS.size(); i++) {
            var exchanged = new ArrayList<>(RECEIPTS);
            exchanged.set(i, RECEIPTS.get(i - 1));
            exchanged.set(i - 1, RECEIPTS.get(i));
            roots.add(BatchTree.root(exchanged));
        }
        assertThat(roots).doesNotHaveDuplicates();
    }
}
