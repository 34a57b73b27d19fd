// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;

/// A [Change] in the form that [Fold] works on. Ordered by path, nibble by nibble, a prefix before what goes on.
final class Entry implements Comparable<Entry> {
    private final byte[] path;
    private final byte[] value;

    Entry(byte[] path, byte[] value) {
        this.path = path;
        this.value = value;
    }

    static Entry of(Change change) {
        return new Entry(
                Nibbles.of(change.key().toArrayUnsafe()), change.value().toArrayUnsafe());
    }

    byte[] path() {
        return path;
    }

    byte[] value() {
        return value;
    }

    boolean deletes() {
        return value.length == 0;
    }

    @Override
    public int compareTo(Entry other) {
        return Arrays.compare(path, other.path);
    }
}
