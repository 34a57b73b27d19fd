// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// A tree over hashes that their owners tagged. The root of no leaves is zero.
public final class HashTree {
    private HashTree() {}

    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.ZERO;
        }
        var level = leaves;
        while (level.size() > 1) {
            level = parents(level);
        }
        return level.getFirst();
    }

    /// The siblings of leaf `index`, lowest first; a level where it has none is left out.
    public static List<Hash> path(List<Hash> leaves, int index) {
        return paths(leaves, List.of(index)).getFirst();
    }

    /// The paths of several leaves, in one go over the tree.
    public static List<List<Hash>> paths(List<Hash> leaves, List<Integer> indexes) {
        var paths = new ArrayList<List<Hash>>();
        indexes.forEach(index -> paths.add(new ArrayList<>()));
        int height = 0;
        for (var level = leaves; level.size() > 1; level = parents(level)) {
            for (int i = 0; i < paths.size(); i++) {
                int sibling = (indexes.get(i) >> height) ^ 1;
                if (sibling < level.size()) {
                    paths.get(i).add(level.get(sibling));
                }
            }
            height++;
        }
        return paths;
    }

    /// The root that `leaf` at `index` of `size` has with this path; nothing where the path does not fit the shape.
    public static Optional<Hash> climb(Hash leaf, long index, long size, List<Hash> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        var node = leaf;
        int used = 0;
        long at = index;
        for (long width = size; width > 1; width = (width + 1) / 2) {
            if ((at ^ 1) < width) {
                if (used == path.size()) {
                    return Optional.empty();
                }
                var sibling = path.get(used++);
                node = (at & 1) == 0 ? inner(node, sibling) : inner(sibling, node);
            }
            at /= 2;
        }
        return used == path.size() ? Optional.of(node) : Optional.empty();
    }

    private static List<Hash> parents(List<Hash> level) {
        var parents = new ArrayList<Hash>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            parents.add(inner(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            parents.add(level.getLast());
        }
        return parents;
    }

    private static Hash inner(Hash left, Hash right) {
        return Keccak.hash(NodeTag.INNER.bytes(), left.bytes(), right.bytes());
    }
}
