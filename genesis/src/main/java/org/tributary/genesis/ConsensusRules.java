// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// The clockwork of PBFT. Protocol §3.
///
/// @param reignHeights heights that one primary leads before the next takes over
/// @param viewTimeoutMillis before the first view change of a height
/// @param growthNumerator of the factor by which each further view waits longer (3/2)
/// @param maxViewTimeoutMillis where the growth ends
public record ConsensusRules(
        int reignHeights,
        long viewTimeoutMillis,
        int growthNumerator,
        int growthDenominator,
        long maxViewTimeoutMillis) {

    public ConsensusRules {
        Fields.between("reignHeights", reignHeights, 1, 1_000_000);
        Fields.millis("viewTimeoutMillis", viewTimeoutMillis);
        Fields.between("growthDenominator", growthDenominator, 1, 1_000);
        Fields.between("growthNumerator", growthNumerator, growthDenominator, 10L * growthDenominator);
        Fields.between("maxViewTimeoutMillis", maxViewTimeoutMillis, viewTimeoutMillis, 600_000);
    }

    void write(FieldSink sink) {
        sink.number("reignHeights", reignHeights)
                .number("viewTimeoutMillis", viewTimeoutMillis)
                .number("growthNumerator", growthNumerator)
                .number("growthDenominator", growthDenominator)
                .number("maxViewTimeoutMillis", maxViewTimeoutMillis);
    }

    static ConsensusRules read(FieldSource source) {
        return new ConsensusRules(
                source.count("reignHeights"),
                source.number("viewTimeoutMillis"),
                source.count("growthNumerator"),
                source.count("growthDenominator"),
                source.number("maxViewTimeoutMillis"));
    }
}
