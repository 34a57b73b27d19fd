// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

/// The end of a path and the value there.
final class Leaf extends Node {
    private final byte[] path;
    private final byte[] value;

    Leaf(byte[] path, byte[] value) {
        this.path = path;
        this.value = value;
    }

    byte[] path() {
        return path;
    }

    byte[] value() {
        return value;
    }
}
