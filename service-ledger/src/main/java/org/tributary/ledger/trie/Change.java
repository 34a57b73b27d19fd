// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import org.apache.tuweni.bytes.Bytes;

/// One key's new value in a trie. An empty value deletes the key, as in Ethereum.
public record Change(Bytes key, Bytes value) {
    public boolean deletes() {
        return value.isEmpty();
    }
}
