// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.OptionalInt;
import org.tributary.genesis.ChainRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ConsensusRules;
import org.tributary.genesis.ProtocolRules;
import org.tributary.genesis.TokenRules;

/// What [LedgerBench] does.
///
/// @param warmUpEach transfers of each of 400 accounts before anything is measured; nothing for as many as it takes
///     until the compilers are done
/// @param finalitySamples single transfers
/// @param crashed how many nodes are killed, after a measurement with all of them
/// @param blockTransactions the most that a block takes; nothing for the devnet's own limit
record LedgerBenchPlan(
        int validators,
        int seconds,
        OptionalInt warmUpEach,
        int finalitySamples,
        int crashed,
        OptionalInt blockTransactions) {
    /// A primary takes no more than what the network finishes in half of this. Validators that share two cores finish
    /// a large block in it, which they would not within a devnet's time-out.
    private static final long PATIENT_MILLIS = 8_000;

    LedgerBenchPlan(int validators, int seconds, OptionalInt warmUpEach, int finalitySamples) {
        this(validators, seconds, warmUpEach, finalitySamples, 0, OptionalInt.empty());
    }

    /// The devnet's parameters with those of the plan, and one service chain. Where nodes are killed its time-outs
    /// stay: they are what is
    /// measured then.
    ChainSpec adapt(ChainSpec preset) {
        var devnet = preset.with(preset.serviceChains().getFirst());
        if (blockTransactions.isEmpty()) {
            return devnet;
        }
        var chains = devnet.rules().chains();
        var rules = new ProtocolRules(
                limited(devnet.token(), blockTransactions.getAsInt()),
                crashed > 0 ? chains : new ChainRules(chains.block(), patient(chains.consensus()), chains.crossChain()),
                devnet.settlement(),
                devnet.rules().election(),
                devnet.rules().incentives());
        return new ChainSpec(
                devnet.network(), rules, devnet.serviceChains(), devnet.committees(), devnet.allocations());
    }

    private static TokenRules limited(TokenRules token, int transactions) {
        return new TokenRules(
                token.supply(), token.reserve(), token.gasPrice(), transactions * TokenRules.TRANSFER_GAS);
    }

    private static ConsensusRules patient(ConsensusRules consensus) {
        return new ConsensusRules(
                consensus.reignHeights(),
                PATIENT_MILLIS,
                consensus.growthNumerator(),
                consensus.growthDenominator(),
                Math.max(PATIENT_MILLIS, consensus.maxViewTimeoutMillis()));
    }
}
