// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merkle;

import org.apache.tuweni.bytes.Bytes;

/// The first byte of whatever is hashed into a tree, so that no kind of node passes for another.
public enum NodeTag {
    INNER(1),
    SUM_INNER(2),
    LEAF(3),
    ROW(4),
    ENTRIES(5),
    REJECTION(6),
    DELTA(7),
    PIECE(8);

    private final byte code;

    NodeTag(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    public Bytes bytes() {
        return Bytes.of(code);
    }
}
