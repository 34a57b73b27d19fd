// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Optional;

/// What a node may ask another for. The codes are on the wire: they never change and are never used again.
public enum Query {
    /// Certified headers from a height on.
    HEADERS(1),
    /// Blocks with their bodies, from a height on.
    BLOCKS(2),
    /// Transactions by hash, for a proposal that names more than the replica holds.
    TRANSACTIONS(3),
    /// A receipt batch by its digest.
    BATCH(4),
    /// A part of a state snapshot.
    SNAPSHOT(5),
    /// The outbox messages of a source block.
    MESSAGES(6);

    private final int code;

    Query(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Query> of(int code) {
        return switch (code) {
            case 1 -> Optional.of(HEADERS);
            case 2 -> Optional.of(BLOCKS);
            case 3 -> Optional.of(TRANSACTIONS);
            case 4 -> Optional.of(BATCH);
            case 5 -> Optional.of(SNAPSHOT);
            case 6 -> Optional.of(MESSAGES);
            default -> Optional.empty();
        };
    }
}
