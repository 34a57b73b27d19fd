// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// How every chain of the network makes and agrees on blocks.
public record ChainRules(BlockRules block, ConsensusRules consensus, CrossChainRules crossChain) {
    void write(FieldSink sink) {
        sink.object("block", block::write)
                .object("consensus", consensus::write)
                .object("crossChain", crossChain::write);
    }

    static ChainRules read(FieldSource source) {
        return new ChainRules(
                source.object("block", BlockRules::read),
                source.object("consensus", ConsensusRules::read),
                source.object("crossChain", CrossChainRules::read));
    }
}
