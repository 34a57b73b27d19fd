// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// Candidates' deposits D and delegated votes V. Protocol §4: weight = min(D + V/2, cap) × credit × (1 + bandwidth/2).
///
/// @param minDeposit the least D of a candidate
/// @param delegationMultiple V counts up to this many times D
/// @param delegatedPercent what a delegated token weighs, where an own one weighs 100
/// @param weightCap of D + V/2
/// @param bandwidthPercent the most that bandwidth adds
/// @param unlockMillis from the end of the last seat's challenge time to the release of a stake
public record StakeRules(
        Amount minDeposit,
        int delegationMultiple,
        int delegatedPercent,
        Amount weightCap,
        int bandwidthPercent,
        long unlockMillis) {

    public StakeRules {
        Fields.require(!minDeposit.isZero(), "minDeposit", "must be above 0");
        Fields.between("delegationMultiple", delegationMultiple, 0, 1_000);
        Fields.between("delegatedPercent", delegatedPercent, 0, 100);
        Fields.require(!weightCap.isLessThan(minDeposit), "weightCap", "must not be below minDeposit");
        Fields.between("bandwidthPercent", bandwidthPercent, 0, 1_000);
        Fields.millis("unlockMillis", unlockMillis);
    }

    void write(FieldSink sink) {
        sink.amount("minDeposit", minDeposit)
                .number("delegationMultiple", delegationMultiple)
                .number("delegatedPercent", delegatedPercent)
                .amount("weightCap", weightCap)
                .number("bandwidthPercent", bandwidthPercent)
                .number("unlockMillis", unlockMillis);
    }

    static StakeRules read(FieldSource source) {
        return new StakeRules(
                source.amount("minDeposit"),
                source.count("delegationMultiple"),
                source.count("delegatedPercent"),
                source.amount("weightCap"),
                source.count("bandwidthPercent"),
                source.number("unlockMillis"));
    }
}
