// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;
import java.util.List;

/// Builds a subtrie where there was none, or only one leaf.
final class Growth {
    private final NodeRecords records;
    private final List<Entry> entries;

    /// `entries` in ascending order of their paths, each path once, none a deletion.
    Growth(NodeRecords records, List<Entry> entries) {
        this.records = records;
        this.entries = entries;
    }

    /// The node over all entries, not yet sealed, at the first `depth` nibbles that all of them share.
    Node node(int depth) {
        return node(depth, 0, entries.size());
    }

    private Node node(int depth, int from, int to) {
        if (from == to) {
            return Empty.EMPTY;
        }
        var first = entries.get(from);
        var stretch = Nibbles.from(first.path(), depth);
        if (to - from == 1) {
            return new Leaf(stretch, first.value());
        }
        // What the least and the greatest path share, all between them share.
        int shared = Nibbles.shared(stretch, entries.get(to - 1).path(), depth);
        var fork = fork(depth + shared, from, to);
        if (shared == 0) {
            return fork;
        }
        records.seal(Arrays.copyOf(first.path(), depth + shared), Empty.EMPTY, fork);
        return new Extension(Arrays.copyOf(stretch, shared), fork);
    }

    private Branch fork(int depth, int from, int to) {
        var path = Arrays.copyOf(entries.get(from).path(), depth);
        var children = Branch.noChildren();
        var value = Nibbles.NONE;
        int next = from;
        if (entries.get(next).path().length == depth) {
            value = entries.get(next).value();
            next++;
        }
        while (next < to) {
            int nibble = entries.get(next).path()[depth];
            int end = next + 1;
            while (end < to && entries.get(end).path()[depth] == nibble) {
                end++;
            }
            children[nibble] = node(depth + 1, next, end);
            records.seal(Nibbles.join(path, nibble), Empty.EMPTY, children[nibble]);
            next = end;
        }
        return new Branch(children, value);
    }
}
