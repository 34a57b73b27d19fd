// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The way from a root towards one key: the nodes on it, and the value at its end if the key is there.
final class Walk {
    @FunctionalInterface
    interface Unfolding {
        /// The node itself, where `node` is folded; any other comes back as it is.
        Node unfold(Node node, byte[] path);
    }

    private final Unfolding unfolding;
    private final byte[] key;
    private final List<Node> nodes = new ArrayList<>();
    private Optional<byte[]> value = Optional.empty();

    private Walk(Unfolding unfolding, byte[] key) {
        this.unfolding = unfolding;
        this.key = key;
    }

    static Walk from(Node root, byte[] key, Unfolding unfolding) {
        var walk = new Walk(unfolding, key);
        walk.visit(root, 0);
        return walk;
    }

    List<Node> nodes() {
        return nodes;
    }

    Optional<byte[]> value() {
        return value;
    }

    private void visit(Node named, int depth) {
        var node = unfolding.unfold(named, Arrays.copyOf(key, depth));
        if (node != Empty.EMPTY) {
            nodes.add(node);
        }
        switch (node) {
            case Empty _ -> {}
            case Leaf leaf -> {
                if (Arrays.equals(leaf.path(), Nibbles.from(key, depth))) {
                    value = Optional.of(leaf.value());
                }
            }
            case Extension extension -> {
                if (Nibbles.shared(extension.path(), key, depth) == extension.path().length) {
                    visit(extension.child(), depth + extension.path().length);
                }
            }
            case Branch branch -> visit(branch, depth);
            case Folded _ -> throw new IllegalStateException("unfolded just now");
        }
    }

    private void visit(Branch branch, int depth) {
        if (depth < key.length) {
            visit(branch.child(key[depth]), depth + 1);
        } else if (branch.value().length > 0) {
            value = Optional.of(branch.value());
        }
    }
}
