// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One pass of many changes over a trie, from the root down and back up: every touched node is encoded and hashed once.
///
/// Nodes below the one that a method returns are sealed; the one returned is sealed by its parent, which may instead
/// merge it into itself.
final class Fold {
    private final NodeRecords records;
    private final List<Entry> changes;

    /// `changes` in ascending order of their paths, each path once.
    Fold(NodeRecords records, List<Entry> changes) {
        this.records = records;
        this.changes = changes;
    }

    /// What becomes of `node`, whose path is the first `depth` nibbles that the changes `from` … `to − 1` all share.
    Node apply(Node node, int depth, int from, int to) {
        if (from == to) {
            return node;
        }
        return switch (node) {
            case Folded folded -> apply(records.unfold(folded, path(from, depth)), depth, from, to);
            case Empty _ -> new Growth(records, present(from, to)).node(depth);
            case Leaf leaf -> overLeaf(leaf, depth, from, to);
            case Extension extension -> overExtension(extension, depth, from, to);
            case Branch branch -> overBranch(branch, depth, from, to);
        };
    }

    private Node overLeaf(Leaf leaf, int depth, int from, int to) {
        var old = new Entry(Nibbles.join(path(from, depth), leaf.path()), leaf.value());
        var entries = present(from, to);
        int place = 0;
        for (int i = from; i < to; i++) {
            int order = changes.get(i).compareTo(old);
            if (order == 0) {
                boolean same =
                        entries.size() == 1 && Arrays.equals(changes.get(i).value(), old.value());
                return same ? leaf : new Growth(records, entries).node(depth);
            }
            place += order < 0 && !changes.get(i).deletes() ? 1 : 0;
        }
        if (entries.isEmpty()) {
            return leaf;
        }
        entries.add(place, old);
        return new Growth(records, entries).node(depth);
    }

    private Node overExtension(Extension extension, int depth, int from, int to) {
        var stretch = extension.path();
        int shared = stretch.length;
        for (int i = from; i < to; i++) {
            if (!changes.get(i).deletes()) {
                shared = Math.min(shared, sharedWith(stretch, i, depth));
            }
        }
        int first = from;
        int last = to;
        // What is left out deletes keys that are not there.
        while (first < last && sharedWith(stretch, first, depth) < shared) {
            first++;
        }
        while (first < last && sharedWith(stretch, last - 1, depth) < shared) {
            last--;
        }
        if (first == last) {
            return extension;
        }
        return shared < stretch.length
                ? split(extension, shared, depth, first, last)
                : along(extension, depth, first, last);
    }

    private Node split(Extension extension, int shared, int depth, int from, int to) {
        var stretch = extension.path();
        var rest = Nibbles.from(stretch, shared + 1);
        var children = Branch.noChildren();
        children[stretch[shared]] = rest.length == 0 ? extension.child() : new Extension(rest, extension.child());
        var fork = overBranch(new Branch(children, Nibbles.NONE), depth + shared, from, to);
        return under(Arrays.copyOf(stretch, shared), path(from, depth + shared), Empty.EMPTY, fork);
    }

    private Node along(Extension extension, int depth, int from, int to) {
        int below = depth + extension.path().length;
        var child = apply(extension.child(), below, from, to);
        if (child.isSealed() && child != Empty.EMPTY) {
            var same = new Extension(extension.path(), child);
            same.refer(extension.reference());
            return same;
        }
        return under(extension.path(), path(from, below), extension.child(), child);
    }

    private Node overBranch(Branch branch, int depth, int from, int to) {
        var children = branch.copyOfChildren();
        var value = branch.value();
        int next = from;
        if (changes.get(next).path().length == depth) {
            value = changes.get(next).value();
            next++;
        }
        while (next < to) {
            int nibble = changes.get(next).path()[depth];
            int end = next + 1;
            while (end < to && changes.get(end).path()[depth] == nibble) {
                end++;
            }
            children[nibble] = apply(children[nibble], depth + 1, next, end);
            next = end;
        }
        return settle(branch, new Branch(children, value), path(from, depth));
    }

    /// Seals the children of `after`, or gives what a branch with fewer than two entries shrinks to.
    private Node settle(Branch before, Branch after, byte[] path) {
        int children = 0;
        int last = -1;
        boolean same = before.isSealed() && Arrays.equals(before.value(), after.value());
        for (int i = 0; i < Branch.WIDTH; i++) {
            var child = after.child(i);
            same &= child.isSealed() && (child == Empty.EMPTY) == (before.child(i) == Empty.EMPTY);
            if (child != Empty.EMPTY) {
                children++;
                last = i;
            }
        }
        if (same) {
            after.refer(before.reference());
            return after;
        }
        boolean merges = children == 1 && after.value().length == 0;
        for (int i = 0; i < Branch.WIDTH; i++) {
            boolean unsettled = after.child(i) == Empty.EMPTY
                    ? before.child(i).isStored()
                    : !after.child(i).isSealed();
            if (unsettled && !(merges && i == last)) {
                records.seal(Nibbles.join(path, i), before.child(i), after.child(i));
            }
        }
        if (merges) {
            return under(new byte[] {(byte) last}, Nibbles.join(path, last), before.child(last), after.child(last));
        }
        return children > 0 ? after : bare(after.value());
    }

    private static Node bare(byte[] value) {
        return value.length == 0 ? Empty.EMPTY : new Leaf(Nibbles.NONE, value);
    }

    /// `node`, which stands at `path` where `before` stood, with `stretch` put above it.
    private Node under(byte[] stretch, byte[] path, Node before, Node node) {
        if (stretch.length == 0) {
            return node;
        }
        return switch (records.unfold(node, path)) {
            case Branch branch -> {
                seal(path, before, branch);
                yield new Extension(stretch, branch);
            }
            case Leaf leaf -> {
                seal(path, before, Empty.EMPTY);
                yield new Leaf(Nibbles.join(stretch, leaf.path()), leaf.value());
            }
            case Extension extension -> {
                seal(path, before, Empty.EMPTY);
                yield new Extension(Nibbles.join(stretch, extension.path()), extension.child());
            }
            case Empty empty -> {
                seal(path, before, empty);
                yield empty;
            }
            case Folded _ -> throw new IllegalStateException("unfolded just now");
        };
    }

    private void seal(byte[] path, Node before, Node after) {
        if (!after.isSealed() || after == Empty.EMPTY) {
            records.seal(path, before, after);
        }
    }

    private List<Entry> present(int from, int to) {
        var present = new ArrayList<Entry>(to - from + 1);
        for (int i = from; i < to; i++) {
            if (!changes.get(i).deletes()) {
                present.add(changes.get(i));
            }
        }
        return present;
    }

    private byte[] path(int change, int depth) {
        return Arrays.copyOf(changes.get(change).path(), depth);
    }

    private int sharedWith(byte[] stretch, int change, int depth) {
        return Nibbles.shared(stretch, changes.get(change).path(), depth);
    }
}
