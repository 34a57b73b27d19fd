// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// What one machine believes the time to be. It can be wrong in every way that clocks are.
final class WallClock {
    private final Agenda agenda;
    private long offsetMillis;
    /// Milliseconds gained per second.
    private long driftPerSecond;
    private long driftsSinceMillis;
    private boolean frozen;
    private long frozenAtMillis;

    WallClock(Agenda agenda) {
        this.agenda = agenda;
    }

    long millis() {
        if (frozen) {
            return frozenAtMillis;
        }
        long drifted = (agenda.nowMillis() - driftsSinceMillis) * driftPerSecond / 1_000;
        return World.START_MILLIS + agenda.nowMillis() + offsetMillis + drifted;
    }

    void jump(long millis) {
        offsetMillis += millis;
    }

    void drift(long millisPerSecond) {
        driftsSinceMillis = agenda.nowMillis();
        driftPerSecond = millisPerSecond;
    }

    void freeze() {
        frozenAtMillis = millis();
        frozen = true;
    }

    /// NTP is back.
    void repair() {
        offsetMillis = 0;
        driftPerSecond = 0;
        frozen = false;
    }
}
