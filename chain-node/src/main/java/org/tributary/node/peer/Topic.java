// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Optional;

/// What a frame is about. The codes are on the wire: they never change and are never used again.
public enum Topic {
    CONSENSUS(1, Priority.URGENT),
    TRANSACTION(2, Priority.BULK),
    BATCH(3, Priority.BULK),
    ACK(4, Priority.URGENT),
    OPENING(5, Priority.BULK),
    STATUS(6, Priority.URGENT),
    /// A consensus message whose block names its transactions instead of bringing them.
    PROPOSAL(7, Priority.URGENT);

    private final int code;
    private final Priority priority;

    Topic(int code, Priority priority) {
        this.code = code;
        this.priority = priority;
    }

    /// One byte.
    public int code() {
        return code;
    }

    public Priority priority() {
        return priority;
    }

    /// Whether such a message is of little use before the bulk that was sent ahead of it.
    boolean namesBulk() {
        return this == PROPOSAL;
    }

    static Optional<Topic> of(int code) {
        return switch (code) {
            case 1 -> Optional.of(CONSENSUS);
            case 2 -> Optional.of(TRANSACTION);
            case 3 -> Optional.of(BATCH);
            case 4 -> Optional.of(ACK);
            case 5 -> Optional.of(OPENING);
            case 6 -> Optional.of(STATUS);
            case 7 -> Optional.of(PROPOSAL);
            default -> Optional.empty();
        };
    }
}
