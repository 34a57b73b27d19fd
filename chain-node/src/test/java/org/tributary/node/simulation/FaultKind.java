// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Locale;

/// What can go wrong, as it is counted: only where it took effect.
enum FaultKind {
    // network
    LOSS,
    DUPLICATE,
    REORDER,
    SLOW_LINK,
    REPLAY,
    CUT_ONE_WAY,
    CUT_BRIDGE,
    FLAP,
    GARBAGE,
    OVERSIZE,
    MUTATED_FRAME,
    SLOW_PEER,
    BLACK_HOLE,
    // crash
    KILL,
    POWER_LOSS,
    PAUSE,
    CRASH_IN_RECOVERY,
    MORE_THAN_F_DOWN,
    ALL_DOWN,
    CRASH_BEFORE_APPEND,
    CRASH_AFTER_APPEND,
    CRASH_BEFORE_SYNC,
    CRASH_AFTER_SYNC,
    CRASH_BEFORE_SEND,
    CRASH_AFTER_SEND,
    CRASH_BEFORE_RENAME,
    CRASH_AFTER_RENAME,
    CRASH_BEFORE_BLOCK_WRITE,
    CRASH_AFTER_BLOCK_WRITE,
    CRASH_BEFORE_INDEX_WRITE,
    CRASH_AFTER_INDEX_WRITE,
    CRASH_BEFORE_BATCH_WRITE,
    CRASH_AFTER_BATCH_WRITE,
    // disk
    TORN_WRITE,
    LOST_UNSYNCED_WRITE,
    LOST_UNSYNCED_BATCH,
    BIT_FLIP,
    MISDIRECTED_WRITE,
    READ_ERROR,
    WRITE_ERROR,
    DISK_FULL,
    SYNC_ERROR,
    JOURNAL_BEHIND_STORE,
    STORE_BEHIND_JOURNAL,
    DELETED_DIRECTORY,
    OLD_BACKUP,
    // clock
    CLOCK_SKEW,
    CLOCK_JUMP_AHEAD,
    CLOCK_JUMP_BACK,
    CLOCK_DRIFT,
    CLOCK_FROZEN,
    LYING_PRIMARY_CLOCK,
    // Byzantine
    EQUIVOCATION,
    DOUBLE_VOTE,
    SILENCE,
    WITHHELD,
    LIE,
    REPLAYED_VOTE,
    STALE_VIEW_CHANGE,
    FORGED_NEW_VIEW,
    SELECTIVE_SEND,
    WRONG_STATE_ROOT,
    CENSORED,
    MUTATION,
    LYING_SYNC,
    TWIN_CONFLICT,
    FORGED_CERTIFICATE,
    FORGED_ACK,
    // sync
    CATCH_UP,
    FULL_SYNC,
    TRUNCATED_SYNC,
    SLOW_SYNC,
    // load and service
    OVERLOAD,
    HOT_ACCOUNT,
    POOL_FLOOD,
    INTAKE_KILLED,
    RECEIPT_TWICE,
    RECEIPT_FORGED;

    /// As in reports.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
