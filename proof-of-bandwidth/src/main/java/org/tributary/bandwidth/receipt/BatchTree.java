// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The tree over the entries of a batch, in their order, and the receipts' hashes that it took: each receipt is hashed
/// once, then used for the root, for its signature and for its leaf in a window.
///
/// An entry is receipt and signature, so that neither can be exchanged. A leaf takes four of them: that fills Keccak's
/// blocks, and halves what a batch costs to hash.
public final class BatchTree {
    private static final int HASH = 32;
    private static final int ENTRY = HASH + 64;
    private static final int ENTRIES_OF_A_LEAF = 4;
    private final List<Hash> hashes;
    private final Hash root;

    private BatchTree(List<Hash> hashes, Hash root) {
        this.hashes = hashes;
        this.root = root;
    }

    public static BatchTree of(List<SignedReceipt> receipts) {
        var hashes = new ArrayList<Hash>(receipts.size());
        var leaves = new ArrayList<Hash>(Math.ceilDiv(receipts.size(), ENTRIES_OF_A_LEAF));
        for (int from = 0; from < receipts.size(); from += ENTRIES_OF_A_LEAF) {
            int to = Math.min(from + ENTRIES_OF_A_LEAF, receipts.size());
            leaves.add(leaf(receipts, from, to, hashes));
        }
        return new BatchTree(hashes, HashTree.root(leaves));
    }

    /// @param hashes takes those of the leaf's receipts
    private static Hash leaf(List<SignedReceipt> receipts, int from, int to, List<Hash> hashes) {
        var entries = new byte[1 + (to - from) * ENTRY];
        entries[0] = NodeTag.ENTRIES.code();
        int at = 1;
        for (int i = from; i < to; i++) {
            var entry = receipts.get(i);
            var hash = entry.receipt().hash();
            hashes.add(hash);
            System.arraycopy(hash.bytes().toArrayUnsafe(), 0, entries, at, HASH);
            System.arraycopy(entry.signature().bytes().toArrayUnsafe(), 0, entries, at + HASH, ENTRY - HASH);
            at += ENTRY;
        }
        return Keccak.hash(Bytes.wrap(entries));
    }

    public static Hash root(List<SignedReceipt> receipts) {
        return of(receipts).root;
    }

    public Hash root() {
        return root;
    }

    /// hashStruct of the receipt at `index`.
    public Hash receiptHash(int index) {
        return hashes.get(index);
    }
}
