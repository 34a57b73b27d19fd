// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// A Merkle-sum tree held level by level in flat arrays: a million leaves are about 80 MB.
public final class SumTree {
    private static final int HASH = 32;
    private final int size;
    private final List<Level> levels;

    private SumTree(int size, List<Level> levels) {
        this.size = size;
        this.levels = levels;
    }

    /// The tree over at least one leaf.
    public static SumTree of(int size, IntFunction<SumNode> leaves) {
        if (size < 1) {
            throw new IllegalArgumentException("a sum tree has at least one leaf");
        }
        var levels = new ArrayList<Level>();
        var level = new Level(size);
        for (int i = 0; i < size; i++) {
            level.set(i, leaves.apply(i));
        }
        levels.add(level);
        for (int height = 0; level.width() > 1; height++) {
            level = parents(level, height, size);
            levels.add(level);
        }
        return new SumTree(size, levels);
    }

    public SumNode root() {
        return levels.getLast().node(0, size);
    }

    /// The siblings of leaf `index`, lowest first; a level where it has none is left out. Their counts follow from the
    /// shape, so a path carries only hashes and units.
    public List<SumSibling> path(int index) {
        var path = new ArrayList<SumSibling>();
        int at = index;
        for (var level : levels) {
            int sibling = at ^ 1;
            if (sibling < level.width()) {
                path.add(new SumSibling(level.hash(sibling), level.units[sibling]));
            }
            at /= 2;
        }
        return path;
    }

    /// The root that `leaf` at `index` of `size` has with this path; nothing where the path does not fit the shape or
    /// its units overflow.
    public static Optional<SumNode> climb(SumNode leaf, long index, long size, List<SumSibling> path) {
        if (index < 0 || index >= size || leaf.count() != 1) {
            return Optional.empty();
        }
        var node = leaf;
        int used = 0;
        int height = 0;
        long at = index;
        for (long width = size; width > 1; width = (width + 1) / 2) {
            if ((at ^ 1) < width) {
                if (used == path.size() || path.get(used).units() > Long.MAX_VALUE - node.units()) {
                    return Optional.empty();
                }
                var sibling = path.get(used++).node(count(at ^ 1, height, size));
                node = (at & 1) == 0 ? SumNode.inner(node, sibling) : SumNode.inner(sibling, node);
            }
            at /= 2;
            height++;
        }
        return used == path.size() ? Optional.of(node) : Optional.empty();
    }

    private static Level parents(Level below, int height, int size) {
        var level = new Level((below.width() + 1) / 2);
        for (int i = 0; i < level.width(); i++) {
            if (2 * i + 1 < below.width()) {
                level.join(i, below, count(2L * i, height, size), count(2L * i + 1, height, size));
            } else {
                level.set(i, below.node(2 * i, count(2L * i, height, size)));
            }
        }
        return level;
    }

    /// How many of `size` leaves lie below node `index` at `height`.
    private static long count(long index, int height, long size) {
        return Math.min(size, (index + 1) << height) - (index << height);
    }

    private static final class Level {
        private final byte[] hashes;
        private final long[] units;

        Level(int width) {
            hashes = new byte[Math.multiplyExact(width, HASH)];
            units = new long[width];
        }

        int width() {
            return units.length;
        }

        void set(int index, SumNode node) {
            System.arraycopy(node.hash().bytes().toArrayUnsafe(), 0, hashes, index * HASH, HASH);
            units[index] = node.units();
        }

        /// The parent of nodes 2 · index and 2 · index + 1, as [SumNode#inner] makes it.
        void join(int index, Level below, long leftCount, long rightCount) {
            int left = 2 * index;
            var bytes = ByteBuffer.wrap(new byte[SumNode.SIZE])
                    .put(NodeTag.SUM_INNER.code())
                    .put(below.hashes, left * HASH, HASH)
                    .putLong(below.units[left])
                    .putLong(leftCount)
                    .put(below.hashes, (left + 1) * HASH, HASH)
                    .putLong(below.units[left + 1])
                    .putLong(rightCount);
            var hash = Keccak.hash(Bytes.wrap(bytes.array()));
            System.arraycopy(hash.bytes().toArrayUnsafe(), 0, hashes, index * HASH, HASH);
            units[index] = Math.addExact(below.units[left], below.units[left + 1]);
        }

        Hash hash(int index) {
            return Hash.of(Bytes.wrap(hashes, index * HASH, HASH).copy());
        }

        SumNode node(int index, long count) {
            return new SumNode(hash(index), units[index], count);
        }
    }
}
