// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.Amount;

/// How a rating row becomes payouts. Protocol §8.
///
/// @param protocolFeeBasisPoints of each row; burned
/// @param aggregatorFeeBasisPoints of each row; to the service chain's committee
/// @param holdback by a provider's age, youngest first; the first step starts at age 0
/// @param holdbackMillis how long main keeps what was held back: at least every service chain's
///     challenge time
/// @param pricePerGigabyte where no billing profile says otherwise; a gigabyte is 10^9 bytes
/// @param retentionPricePerDay for a pool's receipts on one service chain to be kept a day longer; burned
/// @param automaticPayout earnings above this are paid out without a claim
public record SettlementRules(
        int protocolFeeBasisPoints,
        int aggregatorFeeBasisPoints,
        List<HoldbackStep> holdback,
        long holdbackMillis,
        Amount pricePerGigabyte,
        Amount retentionPricePerDay,
        Amount automaticPayout) {
    private static final int MAX_STEPS = 16;

    public SettlementRules {
        holdback = List.copyOf(holdback);
        Fields.basisPoints("protocolFeeBasisPoints", protocolFeeBasisPoints);
        Fields.between("aggregatorFeeBasisPoints", aggregatorFeeBasisPoints, 0, Fields.WHOLE - protocolFeeBasisPoints);
        Fields.between("holdback", holdback.size(), 1, MAX_STEPS);
        Fields.require(holdback.getFirst().fromAgeMillis() == 0, "holdback[0].fromAgeMillis", "must be 0");
        for (int i = 1; i < holdback.size(); i++) {
            Fields.require(
                    holdback.get(i).fromAgeMillis() > holdback.get(i - 1).fromAgeMillis(),
                    "holdback[" + i + "].fromAgeMillis",
                    "must be above the one before");
        }
        Fields.millis("holdbackMillis", holdbackMillis);
        Fields.require(!pricePerGigabyte.isZero(), "pricePerGigabyte", "must be above 0");
        Fields.require(!retentionPricePerDay.isZero(), "retentionPricePerDay", "must be above 0");
        Fields.require(
                !Amount.ofTokens(1_000_000).isLessThan(retentionPricePerDay),
                "retentionPricePerDay",
                "must be at most a million tokens");
    }

    /// What is held back from a provider that registered `ageMillis` ago.
    public int holdbackBasisPoints(long ageMillis) {
        int basisPoints = holdback.getFirst().basisPoints();
        for (var step : holdback) {
            if (step.fromAgeMillis() <= ageMillis) {
                basisPoints = step.basisPoints();
            }
        }
        return basisPoints;
    }

    void write(FieldSink sink) {
        sink.number("protocolFeeBasisPoints", protocolFeeBasisPoints)
                .number("aggregatorFeeBasisPoints", aggregatorFeeBasisPoints)
                .list("holdback", holdback, (item, step) -> step.write(item))
                .number("holdbackMillis", holdbackMillis)
                .amount("pricePerGigabyte", pricePerGigabyte)
                .amount("retentionPricePerDay", retentionPricePerDay)
                .amount("automaticPayout", automaticPayout);
    }

    static SettlementRules read(FieldSource source) {
        return new SettlementRules(
                source.count("protocolFeeBasisPoints"),
                source.count("aggregatorFeeBasisPoints"),
                source.list("holdback", MAX_STEPS, HoldbackStep::read),
                source.number("holdbackMillis"),
                source.amount("pricePerGigabyte"),
                source.amount("retentionPricePerDay"),
                source.amount("automaticPayout"));
    }
}
