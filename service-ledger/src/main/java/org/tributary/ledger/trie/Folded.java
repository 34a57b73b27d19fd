// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

/// A node of which only the hash is in memory; its record stands in the store, at its place.
final class Folded extends Node {
    Folded(byte[] hashReference) {
        refer(hashReference);
    }
}
