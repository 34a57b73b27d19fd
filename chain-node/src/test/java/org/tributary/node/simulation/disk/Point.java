// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

/// The persistence points at which a process can die, or a disk fail.
public enum Point {
    BEFORE_APPEND,
    AFTER_APPEND,
    BEFORE_SYNC,
    AFTER_SYNC,
    BEFORE_RENAME,
    AFTER_RENAME,
    BEFORE_BLOCK_WRITE,
    AFTER_BLOCK_WRITE,
    BEFORE_INDEX_WRITE,
    AFTER_INDEX_WRITE,
    BEFORE_BATCH_WRITE,
    AFTER_BATCH_WRITE,
    BEFORE_BATCH_SYNC,
    AFTER_BATCH_SYNC,
    BEFORE_SEND,
    AFTER_SEND
}
