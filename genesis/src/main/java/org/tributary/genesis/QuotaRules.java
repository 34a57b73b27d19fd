// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// Free gas. Protocol §6: proportional to the balance below the cap, so that splitting an account gains nothing.
///
/// @param minBalance accounts with less have no quota
/// @param balanceCap what is above it adds nothing
/// @param gasPerToken per whole token and refill time
/// @param stakedPercent weight of a staked token, where an unstaked one has 100
/// @param refillMillis an empty quota is full again after this, linearly
public record QuotaRules(Amount minBalance, Amount balanceCap, long gasPerToken, int stakedPercent, long refillMillis) {
    public QuotaRules {
        Fields.require(!minBalance.isZero(), "minBalance", "must be above 0");
        Fields.require(!balanceCap.isLessThan(minBalance), "balanceCap", "must not be below minBalance");
        Fields.between("gasPerToken", gasPerToken, 0, 1L << 32);
        Fields.between("stakedPercent", stakedPercent, 0, 1_000);
        Fields.millis("refillMillis", refillMillis);
    }

    void write(FieldSink sink) {
        sink.amount("minBalance", minBalance)
                .amount("balanceCap", balanceCap)
                .number("gasPerToken", gasPerToken)
                .number("stakedPercent", stakedPercent)
                .number("refillMillis", refillMillis);
    }

    static QuotaRules read(FieldSource source) {
        return new QuotaRules(
                source.amount("minBalance"),
                source.amount("balanceCap"),
                source.number("gasPerToken"),
                source.count("stakedPercent"),
                source.number("refillMillis"));
    }
}
