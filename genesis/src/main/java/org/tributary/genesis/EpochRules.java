// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.committee.Committee;

/// Committees over time. Protocol §4.
///
/// @param seats members of each committee that vote
/// @param standbys further ones that follow without a vote
/// @param epochHeights main heights of one epoch
/// @param turnoverDivisor at most ⌊n / this⌋ members leave per epoch
/// @param handoverHeights main heights within which a closing block must be anchored
public record EpochRules(int seats, int standbys, long epochHeights, int turnoverDivisor, long handoverHeights) {
    public EpochRules {
        Fields.between("seats", seats, 1, Committee.MAX_SIZE);
        Fields.between("standbys", standbys, 0, Committee.MAX_SIZE - seats);
        Fields.between("epochHeights", epochHeights, 10, 1L << 32);
        Fields.between("turnoverDivisor", turnoverDivisor, 3, 100);
        Fields.between("handoverHeights", handoverHeights, 1, epochHeights - 1);
    }

    void write(FieldSink sink) {
        sink.number("seats", seats)
                .number("standbys", standbys)
                .number("epochHeights", epochHeights)
                .number("turnoverDivisor", turnoverDivisor)
                .number("handoverHeights", handoverHeights);
    }

    static EpochRules read(FieldSource source) {
        return new EpochRules(
                source.count("seats"),
                source.count("standbys"),
                source.number("epochHeights"),
                source.count("turnoverDivisor"),
                source.number("handoverHeights"));
    }
}
