// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

/// A node in memory. Its content never changes. Once it is sealed it has a reference, by which its parent names it: its
/// own RLP if that is shorter than a hash, else the RLP of its hash.
abstract sealed class Node permits Empty, Leaf, Extension, Branch, Folded {
    static final int HASH_SIZE = 32;
    /// An RLP string of 32 bytes: one byte of length, and the hash.
    static final int HASH_REFERENCE_SIZE = 1 + HASH_SIZE;

    static final byte HASH_PREFIX = (byte) (0x80 + HASH_SIZE);

    private byte[] reference = {};

    byte[] reference() {
        return reference;
    }

    void refer(byte[] newReference) {
        reference = newReference;
    }

    boolean isSealed() {
        return reference.length != 0;
    }

    /// Whether the node has a record of its own. A shorter one lives inside its parent.
    boolean isStored() {
        return reference.length == HASH_REFERENCE_SIZE;
    }
}
