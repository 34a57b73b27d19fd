// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

/// No node: what an empty trie and an empty place in a branch hold.
final class Empty extends Node {
    private static final byte[] EMPTY_STRING = {(byte) 0x80};
    static final Empty EMPTY = new Empty();

    private Empty() {
        refer(EMPTY_STRING);
    }
}
