// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import org.tributary.primitives.crypto.PublicKey;

/// What one peer has been worth so far. A lie is held against it for good; slowness and silence wear off.
final class PeerScore {
    /// Each answer may bring a whole message into memory.
    private static final int MOST_ASKED = 4;

    private static final long SLOW_MILLIS = 2_000;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final int MAX_DOUBLINGS = 6;

    private final PublicKey peer;
    private int window = 1;
    private int asked;
    private int failures;
    private long pausedUntilMillis;
    private boolean lied;

    PeerScore(PublicKey peer) {
        this.peer = peer;
    }

    PublicKey peer() {
        return peer;
    }

    boolean hasLied() {
        return lied;
    }

    /// Fewer is better.
    int asked() {
        return asked;
    }

    boolean mayBeAsked(long nowMillis) {
        return !lied && asked < window && nowMillis >= pausedUntilMillis;
    }

    void ask() {
        asked++;
    }

    /// It answered, and what it said was true.
    void answered(long tookMillis) {
        asked--;
        failures = 0;
        window = tookMillis > SLOW_MILLIS ? Math.max(1, window / 2) : Math.min(MOST_ASKED, window + 1);
    }

    /// It is well but does not have what was asked for.
    void lacked() {
        asked--;
    }

    /// No answer came. It is left alone for a while, longer each time in a row.
    void failed(long nowMillis) {
        asked--;
        window = 1;
        pausedUntilMillis = nowMillis + (FIRST_PAUSE_MILLIS << Math.min(failures, MAX_DOUBLINGS));
        failures++;
    }

    void lied() {
        asked--;
        lied = true;
    }
}
