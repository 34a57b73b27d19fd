// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

/// A stretch of path without a choice, above a branch.
final class Extension extends Node {
    private final byte[] path;
    private final Node child;

    Extension(byte[] path, Node child) {
        this.path = path;
        this.child = child;
    }

    byte[] path() {
        return path;
    }

    Node child() {
        return child;
    }
}
