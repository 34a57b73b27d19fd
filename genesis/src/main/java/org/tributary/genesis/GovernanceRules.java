// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// How parameters change after genesis. Protocol §9.
///
/// @param votingHeights main heights during which a proposal takes votes
/// @param activationHeights main heights between its passing and its taking effect
/// @param turnoutBasisPoints of the staked weight must vote
/// @param approvalBasisPoints of the votes must agree
public record GovernanceRules(
        long votingHeights, long activationHeights, int turnoutBasisPoints, int approvalBasisPoints) {
    public GovernanceRules {
        Fields.between("votingHeights", votingHeights, 1, 1L << 32);
        Fields.between("activationHeights", activationHeights, 1, 1L << 32);
        Fields.between("turnoutBasisPoints", turnoutBasisPoints, 1, Fields.WHOLE);
        Fields.between("approvalBasisPoints", approvalBasisPoints, Fields.WHOLE / 2, Fields.WHOLE);
    }

    void write(FieldSink sink) {
        sink.number("votingHeights", votingHeights)
                .number("activationHeights", activationHeights)
                .number("turnoutBasisPoints", turnoutBasisPoints)
                .number("approvalBasisPoints", approvalBasisPoints);
    }

    static GovernanceRules read(FieldSource source) {
        return new GovernanceRules(
                source.number("votingHeights"),
                source.number("activationHeights"),
                source.count("turnoutBasisPoints"),
                source.count("approvalBasisPoints"));
    }
}
