// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// Issuance from the reserve. Protocol §4. Yearly issue = max(share of the rest of the reserve, share of the supply),
/// never beyond the reserve.
///
/// @param reserveBasisPoints of what is left of the reserve, per year
/// @param floorBasisPoints of the supply, per year
/// @param earlyJoinBasisPoints of the supply, per year, to the first edge providers
/// @param thresholdBasisPoints of the supply, per year, to those above a volume
/// @param seniorBasisPoints of the supply, per year, to those of long service
/// @param burnShareBasisPoints an account's bonuses never exceed this part of the native fees that its traffic burned
public record RewardRules(
        int reserveBasisPoints,
        int floorBasisPoints,
        int earlyJoinBasisPoints,
        int thresholdBasisPoints,
        int seniorBasisPoints,
        int burnShareBasisPoints) {

    public RewardRules {
        Fields.basisPoints("reserveBasisPoints", reserveBasisPoints);
        Fields.basisPoints("floorBasisPoints", floorBasisPoints);
        Fields.between("earlyJoinBasisPoints", earlyJoinBasisPoints, 0, 100);
        Fields.between("thresholdBasisPoints", thresholdBasisPoints, 0, 100);
        Fields.between("seniorBasisPoints", seniorBasisPoints, 0, 100);
        // From a half on, traffic served to oneself would pay for itself.
        Fields.between("burnShareBasisPoints", burnShareBasisPoints, 0, Fields.WHOLE / 2);
    }

    void write(FieldSink sink) {
        sink.number("reserveBasisPoints", reserveBasisPoints)
                .number("floorBasisPoints", floorBasisPoints)
                .number("earlyJoinBasisPoints", earlyJoinBasisPoints)
                .number("thresholdBasisPoints", thresholdBasisPoints)
                .number("seniorBasisPoints", seniorBasisPoints)
                .number("burnShareBasisPoints", burnShareBasisPoints);
    }

    static RewardRules read(FieldSource source) {
        return new RewardRules(
                source.count("reserveBasisPoints"),
                source.count("floorBasisPoints"),
                source.count("earlyJoinBasisPoints"),
                source.count("thresholdBasisPoints"),
                source.count("seniorBasisPoints"),
                source.count("burnShareBasisPoints"));
    }
}
