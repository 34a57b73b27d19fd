// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// What a proved offence takes of D and V, and who gets it. Protocol §4. The rest is burned.
///
/// @param equivocationBasisPoints for one who signs two messages for one slot
/// @param collusionBasisPoints where more than f equivocate at one height
/// @param invalidBasisPoints for a signed block or window that is invalid
/// @param reporterBasisPoints the most that goes to whoever proved it
public record SlashingRules(
        int equivocationBasisPoints, int collusionBasisPoints, int invalidBasisPoints, int reporterBasisPoints) {
    public SlashingRules {
        Fields.basisPoints("equivocationBasisPoints", equivocationBasisPoints);
        Fields.between("collusionBasisPoints", collusionBasisPoints, equivocationBasisPoints, Fields.WHOLE);
        Fields.basisPoints("invalidBasisPoints", invalidBasisPoints);
        // Above a half, a cheat could report itself and keep most of what it loses.
        Fields.between("reporterBasisPoints", reporterBasisPoints, 0, Fields.WHOLE / 2);
    }

    void write(FieldSink sink) {
        sink.number("equivocationBasisPoints", equivocationBasisPoints)
                .number("collusionBasisPoints", collusionBasisPoints)
                .number("invalidBasisPoints", invalidBasisPoints)
                .number("reporterBasisPoints", reporterBasisPoints);
    }

    static SlashingRules read(FieldSource source) {
        return new SlashingRules(
                source.count("equivocationBasisPoints"),
                source.count("collusionBasisPoints"),
                source.count("invalidBasisPoints"),
                source.count("reporterBasisPoints"));
    }
}
