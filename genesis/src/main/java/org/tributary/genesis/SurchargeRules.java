// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.Amount;

/// What frequent and large transfers pay on top. Protocol §6.
///
/// @param burstTransactions of one account within the interval, before gas is multiplied
/// @param stepPercent each further such number of transactions draws this much more gas
/// @param largeTransfer transfers above it pay a share
/// @param largeTransferCap the share never exceeds this
public record SurchargeRules(
        int burstTransactions,
        long burstIntervalMillis,
        int stepPercent,
        Amount largeTransfer,
        int largeTransferBasisPoints,
        Amount largeTransferCap) {

    public SurchargeRules {
        Fields.between("burstTransactions", burstTransactions, 1, 1_000_000);
        Fields.millis("burstIntervalMillis", burstIntervalMillis);
        Fields.between("stepPercent", stepPercent, 0, 1_000);
        Fields.require(!largeTransfer.isZero(), "largeTransfer", "must be above 0");
        Fields.between("largeTransferBasisPoints", largeTransferBasisPoints, 0, 100);
    }

    void write(FieldSink sink) {
        sink.number("burstTransactions", burstTransactions)
                .number("burstIntervalMillis", burstIntervalMillis)
                .number("stepPercent", stepPercent)
                .amount("largeTransfer", largeTransfer)
                .number("largeTransferBasisPoints", largeTransferBasisPoints)
                .amount("largeTransferCap", largeTransferCap);
    }

    static SurchargeRules read(FieldSource source) {
        return new SurchargeRules(
                source.count("burstTransactions"),
                source.number("burstIntervalMillis"),
                source.count("stepPercent"),
                source.amount("largeTransfer"),
                source.count("largeTransferBasisPoints"),
                source.amount("largeTransferCap"));
    }
}
