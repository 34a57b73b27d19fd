// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.primitives.Hash;

/// The tree over the entries of a batch, in their order, and the receipts' hashes that it took: each receipt is hashed
/// once, then used for the root, for its signature and for its leaf in a window.
public final class BatchTree {
    private static final int HASH = 32;
    private final byte[] hashes;
    private final Hash root;

    private BatchTree(byte[] hashes, Hash root) {
        this.hashes = hashes;
        this.root = root;
    }

    public static BatchTree of(List<SignedReceipt> receipts) {
        var hashes = new byte[Math.multiplyExact(receipts.size(), HASH)];
        var entries = new ArrayList<Hash>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            var hash = receipts.get(i).receipt().hash();
            System.arraycopy(hash.bytes().toArrayUnsafe(), 0, hashes, i * HASH, HASH);
            entries.add(receipts.get(i).entryHash(hash));
        }
        return new BatchTree(hashes, HashTree.root(entries));
    }

    public static Hash root(List<SignedReceipt> receipts) {
        return of(receipts).root;
    }

    public Hash root() {
        return root;
    }

    /// hashStruct of the receipt at `index`.
    public Hash receiptHash(int index) {
        return Hash.of(Bytes.wrap(Arrays.copyOfRange(hashes, index * HASH, (index + 1) * HASH)));
    }
}
