// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// Who sits in committees, and what it costs to abuse the seat. Protocol §4.
public record ElectionRules(EpochRules epoch, StakeRules stake, CreditRules credit, SlashingRules slashing) {
    void write(FieldSink sink) {
        sink.object("epoch", epoch::write)
                .object("stake", stake::write)
                .object("credit", credit::write)
                .object("slashing", slashing::write);
    }

    static ElectionRules read(FieldSource source) {
        return new ElectionRules(
                source.object("epoch", EpochRules::read),
                source.object("stake", StakeRules::read),
                source.object("credit", CreditRules::read),
                source.object("slashing", SlashingRules::read));
    }
}
