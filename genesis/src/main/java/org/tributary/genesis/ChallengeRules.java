// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// Challenges of a service chain's entries. Protocol §7.12.
///
/// @param bond what a challenger lays down, and loses when the entry was right
/// @param maxProofBytes a challenge is one transaction of bounded size
/// @param rewardBasisPoints of what a proved challenge recovers, to the challenger
public record ChallengeRules(Amount bond, int maxProofBytes, int rewardBasisPoints) {
    public ChallengeRules {
        Fields.require(!bond.isZero(), "bond", "must be above 0");
        Fields.between("maxProofBytes", maxProofBytes, 1_024, 1 << 20);
        // Above a half, a cheat could report itself and keep most of what it loses.
        Fields.between("rewardBasisPoints", rewardBasisPoints, 0, Fields.WHOLE / 2);
    }

    void write(FieldSink sink) {
        sink.amount("bond", bond).number("maxProofBytes", maxProofBytes).number("rewardBasisPoints", rewardBasisPoints);
    }

    static ChallengeRules read(FieldSource source) {
        return new ChallengeRules(
                source.amount("bond"), source.count("maxProofBytes"), source.count("rewardBasisPoints"));
    }
}
