// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.storage;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The tree over the pieces of one content; its root is the digest that receipts name. What has to hash content as it
/// comes adds one piece after the other.
public final class ContentTree {
    /// Bytes of each piece but the last, which has what is left.
    public static final int PIECE = 4 << 10;

    /// A quarter of a gigabyte: the hashes of its pieces are two megabytes.
    public static final int MOST_PIECES = 1 << 16;

    public static final long MOST_BYTES = (long) PIECE * MOST_PIECES;

    private final List<Hash> leaves = new ArrayList<>();
    private long size;

    /// The tree of content that is at hand.
    public static ContentTree of(Bytes content) {
        var tree = new ContentTree();
        for (int at = 0; at < content.size(); at += PIECE) {
            tree.add(content.slice(at, Math.min(PIECE, content.size() - at)));
        }
        return tree;
    }

    /// @throws IllegalArgumentException where the piece before was the last, or the content has too many
    public void add(Bytes piece) {
        if (size % PIECE != 0 || piece.isEmpty() || piece.size() > PIECE || leaves.size() == MOST_PIECES) {
            throw new IllegalArgumentException("all pieces but the last have " + PIECE + " bytes");
        }
        leaves.add(leaf(piece));
        size += piece.size();
    }

    /// What keeping `bytes` for so long comes to.
    public static long byteSeconds(long bytes, long millis) {
        return Math.addExact(Math.multiplyExact(bytes, millis / 1_000), bytes * (millis % 1_000) / 1_000);
    }

    static Hash leaf(Bytes piece) {
        return Keccak.hash(NodeTag.PIECE.bytes(), piece);
    }

    static int pieces(long size) {
        return (int) Math.ceilDiv(size, PIECE);
    }

    /// Bytes of the piece at `index` of content with `size` bytes.
    static int length(int index, long size) {
        return (int) Math.min(PIECE, size - (long) index * PIECE);
    }

    public Hash digest() {
        return HashTree.root(leaves);
    }

    public long size() {
        return size;
    }

    /// From each of these pieces to the digest.
    List<List<Hash>> paths(List<Integer> indexes) {
        return HashTree.paths(leaves, indexes);
    }

    /// What [#read] reads.
    public Bytes hashes() {
        return Bytes.concatenate(leaves.stream().map(Hash::bytes).toArray(Bytes[]::new));
    }

    /// The tree of content with `size` bytes whose pieces have these hashes.
    ///
    /// @throws IllegalArgumentException where there are more or fewer
    public static ContentTree read(Bytes hashes, long size) {
        if (size < 1
                || size > MOST_BYTES
                || hashes.size() != pieces(size) * Hash.ZERO.bytes().size()) {
            throw new IllegalArgumentException("these are not the hashes of the pieces of " + size + " bytes");
        }
        var tree = new ContentTree();
        for (int at = 0; at < hashes.size(); at += Hash.ZERO.bytes().size()) {
            tree.leaves.add(Hash.of(hashes.slice(at, Hash.ZERO.bytes().size())));
        }
        tree.size = size;
        return tree;
    }
}
