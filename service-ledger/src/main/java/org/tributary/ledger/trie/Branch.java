// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.Arrays;

/// A fork: a child per nibble, and the value of the key that ends here, if there is one.
final class Branch extends Node {
    static final int WIDTH = 16;
    private final Node[] children;
    private final byte[] value;

    Branch(Node[] children, byte[] value) {
        this.children = children;
        this.value = value;
    }

    static Node[] noChildren() {
        var children = new Node[WIDTH];
        Arrays.fill(children, Empty.EMPTY);
        return children;
    }

    Node child(int nibble) {
        return children[nibble];
    }

    Node[] copyOfChildren() {
        return children.clone();
    }

    byte[] value() {
        return value;
    }
}
