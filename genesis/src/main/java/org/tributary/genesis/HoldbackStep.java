// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// From this age on, a provider has this part of each payout held back.
public record HoldbackStep(long fromAgeMillis, int basisPoints) {
    public HoldbackStep {
        Fields.between("fromAgeMillis", fromAgeMillis, 0, Fields.LONGEST_MILLIS);
        Fields.basisPoints("basisPoints", basisPoints);
    }

    void write(FieldSink sink) {
        sink.number("fromAgeMillis", fromAgeMillis).number("basisPoints", basisPoints);
    }

    static HoldbackStep read(FieldSource source) {
        return new HoldbackStep(source.number("fromAgeMillis"), source.count("basisPoints"));
    }
}
