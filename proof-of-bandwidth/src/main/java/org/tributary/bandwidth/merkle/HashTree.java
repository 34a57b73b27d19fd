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
        var path = new ArrayList<Hash>();
        var level = leaves;
        for (int at = index; level.size() > 1; at /= 2) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            level = parents(level);
        }
        return path;
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
