// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/// The forms that a storage word takes: trimmed of leading zeros on disk, and as RLP of that in a trie leaf.
final class StorageWord {
    private StorageWord() {}

    static Bytes trimmed(UInt256 word) {
        return word.trimLeadingZeros();
    }

    static UInt256 ofTrimmed(Bytes trimmed) {
        return UInt256.fromBytes(trimmed);
    }

    /// Empty for zero, which no trie holds.
    static Bytes leaf(UInt256 word) {
        var trimmed = trimmed(word);
        boolean isItsOwnRlp = trimmed.isEmpty() || (trimmed.size() == 1 && trimmed.get(0) >= 0);
        return isItsOwnRlp ? trimmed : Bytes.concatenate(Bytes.of(0x80 + trimmed.size()), trimmed);
    }
}
