// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.Amount;

/// A network on one machine that settles within seconds.
final class DevnetValues {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    /// Hard acceptance is ten minutes: what the network acknowledged is still counted if all of it was down for less.
    static final BucketRules BUCKETS = new BucketRules(SECOND, 5, 2, 600, 60, 86_400);

    static final MeteringLimits LIMITS = new MeteringLimits(2, 3_600, 50_000, 16 << 20, 10, 110);
    private static final BlockRules BLOCK = new BlockRules(50, 2, 10 * SECOND, 500, 4 << 20, 3);
    private static final ConsensusRules CONSENSUS = new ConsensusRules(100, 500, 3, 2, 10 * SECOND);

    private DevnetValues() {}

    static ProtocolRules rules(int validators) {
        return new ProtocolRules(
                MainnetValues.TOKEN,
                new ChainRules(BLOCK, CONSENSUS, MainnetValues.CROSS_CHAIN),
                settlement(),
                new ElectionRules(
                        new EpochRules(validators, 0, 600, 3, 100),
                        MainnetValues.stake(10 * MINUTE),
                        MainnetValues.CREDIT,
                        MainnetValues.SLASHING),
                new IncentiveRules(
                        MainnetValues.QUOTA,
                        MainnetValues.SURCHARGE,
                        MainnetValues.CHALLENGE,
                        MainnetValues.REWARD,
                        new MarketRules(Amount.ofTokens(100), MINUTE, 5 * MINUTE, 5_000, 100),
                        new GovernanceRules(200, 100, 3_000, 6_000)));
    }

    private static SettlementRules settlement() {
        return new SettlementRules(
                500,
                100,
                List.of(
                        new HoldbackStep(0, 3_000),
                        new HoldbackStep(10 * MINUTE, 2_000),
                        new HoldbackStep(30 * MINUTE, 1_000),
                        new HoldbackStep(60 * MINUTE, 500)),
                MINUTE,
                MainnetValues.PRICE_PER_GIGABYTE,
                MainnetValues.RETENTION_PRICE_PER_DAY,
                Amount.ZERO);
    }
}
