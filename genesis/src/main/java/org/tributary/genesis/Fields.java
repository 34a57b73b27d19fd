// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// Checks of single fields. Each refuses with the field's name, which readers turn into its full path.
final class Fields {
    /// Basis points are hundredths of a per cent: this many are the whole.
    static final int WHOLE = 10_000;
    /// A thousand years: keeps products of durations and counts far from overflow.
    static final long LONGEST_MILLIS = 1_000L * 365 * 86_400_000;

    private Fields() {}

    static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new FieldRefused(field, rule);
        }
    }

    static void positive(String field, long value) {
        require(value > 0, field, "must be above 0, is " + value);
    }

    static void between(String field, long value, long min, long max) {
        require(value >= min && value <= max, field, "must lie in " + min + " … " + max + ", is " + value);
    }

    static void basisPoints(String field, long value) {
        between(field, value, 0, WHOLE);
    }

    static void millis(String field, long value) {
        between(field, value, 1, LONGEST_MILLIS);
    }
}
