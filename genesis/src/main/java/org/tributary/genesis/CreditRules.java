// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// A candidate's standing, earned by service and lost by missing it. Protocol §4. All in per cent.
///
/// @param gainPercent per epoch of good service
/// @param lossPercent per epoch that misses it
public record CreditRules(int startPercent, int minPercent, int maxPercent, int gainPercent, int lossPercent) {
    public CreditRules {
        Fields.between("maxPercent", maxPercent, 1, 1_000);
        Fields.between("minPercent", minPercent, 1, maxPercent);
        Fields.between("startPercent", startPercent, minPercent, maxPercent);
        Fields.between("gainPercent", gainPercent, 0, maxPercent);
        Fields.between("lossPercent", lossPercent, 0, maxPercent);
    }

    void write(FieldSink sink) {
        sink.number("startPercent", startPercent)
                .number("minPercent", minPercent)
                .number("maxPercent", maxPercent)
                .number("gainPercent", gainPercent)
                .number("lossPercent", lossPercent);
    }

    static CreditRules read(FieldSource source) {
        return new CreditRules(
                source.count("startPercent"),
                source.count("minPercent"),
                source.count("maxPercent"),
                source.count("gainPercent"),
                source.count("lossPercent"));
    }
}
