// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

/// Which of a receipt's two counters are units.
public enum Direction {
    /// From the provider to the client.
    DOWN(1),
    UP(2),
    /// The larger of the two totals.
    MAX(3),
    SUM(4);

    private final int code;

    Direction(int code) {
        this.code = code;
    }

    /// The direction's number in canonical bytes; never reused.
    public int code() {
        return code;
    }

    /// Never falls while neither counter does; past 2^63 − 1 it is that.
    public long total(long down, long up) {
        return switch (this) {
            case DOWN -> down;
            case UP -> up;
            case MAX -> Math.max(down, up);
            case SUM -> up > Long.MAX_VALUE - down ? Long.MAX_VALUE : down + up;
        };
    }

    public static Direction of(int code) {
        for (var direction : values()) {
            if (direction.code == code) {
                return direction;
            }
        }
        throw new IllegalArgumentException("no direction has the code " + code);
    }
}
