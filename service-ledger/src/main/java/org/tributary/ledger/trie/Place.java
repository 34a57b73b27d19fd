// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Where a node stands: in whose trie, and on which path from the root.
///
/// @param owner see [Owners]
/// @param path one byte per nibble
public record Place(Bytes owner, Bytes path) {
    private static final int MAX_OWNER = 32;
    /// The longest keys are those of metering cells, below 80 bytes.
    static final int MAX_PATH = 256;

    public Place {
        if (owner.isEmpty() || owner.size() > MAX_OWNER || path.size() > MAX_PATH) {
            throw new IllegalArgumentException("a place has an owner and a path of at most " + MAX_PATH + " nibbles");
        }
        for (int i = 0; i < path.size(); i++) {
            if ((path.get(i) & 0xf0) != 0) {
                throw new IllegalArgumentException("a path has one nibble per byte");
            }
        }
    }

    public static Place root(Bytes owner) {
        return new Place(owner, Bytes.EMPTY);
    }

    /// The key of the node's record.
    Bytes key() {
        return Bytes.concatenate(owner, path);
    }

    public void write(RlpListWriter list) {
        list.bytes(owner).bytes(path);
    }

    public static Place read(RlpListReader list) {
        return new Place(list.bytes(MAX_OWNER), list.bytes(MAX_PATH));
    }
}
