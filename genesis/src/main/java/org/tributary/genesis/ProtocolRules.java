// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// The parameters of the protocol, by concern. Where governance changes one later, main's state has the current value.
public record ProtocolRules(
        TokenRules token,
        ChainRules chains,
        SettlementRules settlement,
        ElectionRules election,
        IncentiveRules incentives) {

    void write(FieldSink sink) {
        sink.object("token", token::write)
                .object("chains", chains::write)
                .object("settlement", settlement::write)
                .object("election", election::write)
                .object("incentives", incentives::write);
    }

    static ProtocolRules read(FieldSource source) {
        return new ProtocolRules(
                source.object("token", TokenRules::read),
                source.object("chains", ChainRules::read),
                source.object("settlement", SettlementRules::read),
                source.object("election", ElectionRules::read),
                source.object("incentives", IncentiveRules::read));
    }
}
