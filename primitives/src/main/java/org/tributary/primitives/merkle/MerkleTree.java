// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.merkle;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// A binary Merkle tree over hashes. Leaves and inner nodes are hashed apart (RFC 6962 §2.1), an odd node
/// moves up as it is, and the root of nothing is [Hash#ZERO].
public final class MerkleTree {
    private static final Bytes LEAF = Bytes.of(0);
    private static final Bytes INNER = Bytes.of(1);
    private static final int MAX_DEPTH = 40;

    private MerkleTree() {}

    public static Hash root(List<Hash> items) {
        if (items.isEmpty()) {
            return Hash.ZERO;
        }
        var level = leaves(items);
        while (level.size() > 1) {
            level = parents(level);
        }
        return level.getFirst();
    }

    /// The proof that `items[index]` is under [#root].
    public static Path path(List<Hash> items, int index) {
        var steps = new ArrayList<Step>();
        var level = leaves(items);
        int place = index;
        while (level.size() > 1) {
            int sibling = place ^ 1;
            if (sibling < level.size()) {
                steps.add(new Step(level.get(sibling), sibling < place));
            }
            level = parents(level);
            place /= 2;
        }
        return new Path(steps);
    }

    private static List<Hash> leaves(List<Hash> items) {
        return items.stream().map(item -> Keccak.hash(LEAF, item.bytes())).toList();
    }

    private static List<Hash> parents(List<Hash> level) {
        var parents = new ArrayList<Hash>(level.size() / 2 + 1);
        for (int i = 0; i < level.size(); i += 2) {
            parents.add(i + 1 < level.size() ? parent(level.get(i), level.get(i + 1)) : level.get(i));
        }
        return parents;
    }

    private static Hash parent(Hash left, Hash right) {
        return Keccak.hash(INNER, left.bytes(), right.bytes());
    }

    /// @param onTheLeft whether the sibling stands left of the path
    public record Step(Hash sibling, boolean onTheLeft) {}

    /// Siblings from the leaf up.
    public record Path(List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }

        /// The root that this path gives for `item`.
        public Hash root(Hash item) {
            var node = Keccak.hash(LEAF, item.bytes());
            for (var step : steps) {
                node = step.onTheLeft() ? parent(step.sibling(), node) : parent(node, step.sibling());
            }
            return node;
        }

        public void write(RlpListWriter list) {
            list.list(
                    steps,
                    (out, step) -> out.list(item -> item.hash(step.sibling()).flag(step.onTheLeft())));
        }

        public static Path read(RlpListReader list) {
            return new Path(list.list(MAX_DEPTH, in -> in.list(item -> new Step(item.hash(), item.flag()))));
        }
    }
}
