// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.Amount;

/// The parameters of the main network. Where the protocol names no number, the comment says why it is this one.
final class MainnetValues {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /// 5 minutes; 2 h soft, 24 h hard and 24 h challenge. Windows of an hour. Receipts stay a month and two days: a
    /// monthly bill can be checked against them.
    static final BucketRules BUCKETS = new BucketRules(5 * MINUTE, 12, 24, 288, 288, 33 * 288);

    static final MeteringLimits LIMITS = new MeteringLimits(2, 288, 50_000, 16 << 20, 10, 110);

    /// 10 billion tokens, 38 % of them in reserve. A transfer costs 0.000021 tokens beyond the free quota.
    static final TokenRules TOKEN = new TokenRules(
            Amount.ofTokens(10_000_000_000L), Amount.ofTokens(3_800_000_000L), Amount.of(1_000_000_000), 60_000_000);

    static final CrossChainRules CROSS_CHAIN = new CrossChainRules(0, 30_000_000, 1_024);
    static final Amount PRICE_PER_GIGABYTE = Amount.ofTokens(10);
    static final Amount RETENTION_PRICE_PER_DAY = Amount.ofTokens(1);
    static final CreditRules CREDIT = new CreditRules(33, 10, 100, 1, 10);
    static final SlashingRules SLASHING = new SlashingRules(500, 10_000, 2_000, 3_000);

    /// Three bonuses of 0.7 to 1 % of the supply a year together.
    static final RewardRules REWARD = new RewardRules(800, 200, 30, 40, 30, 5_000);

    /// 10 tokens buy five plain transfers a day; what lies above 10,000 tokens adds nothing.
    static final QuotaRules QUOTA =
            new QuotaRules(Amount.ofTokens(10), Amount.ofTokens(10_000), TokenRules.TRANSFER_GAS / 2, 200, DAY);

    static final SurchargeRules SURCHARGE =
            new SurchargeRules(20, 10 * SECOND, 50, Amount.ofTokens(100_000), 5, Amount.ofTokens(1_000));
    static final ChallengeRules CHALLENGE = new ChallengeRules(Amount.ofTokens(100), 4_096, 1_000);

    /// Blocks twice a second at most: validators may sit on different continents, 100–300 ms apart.
    private static final BlockRules BLOCK = new BlockRules(500, 2, 10 * SECOND, 500, 4 << 20, 3);

    private static final ConsensusRules CONSENSUS = new ConsensusRules(100, 2 * SECOND, 3, 2, 10 * SECOND);

    private MainnetValues() {}

    static ProtocolRules rules() {
        return new ProtocolRules(
                TOKEN,
                new ChainRules(BLOCK, CONSENSUS, CROSS_CHAIN),
                settlement(),
                // An epoch is about a day at one main block every two seconds.
                new ElectionRules(new EpochRules(21, 9, 43_200, 3, 600), stake(3 * DAY), CREDIT, SLASHING),
                new IncentiveRules(
                        QUOTA,
                        SURCHARGE,
                        CHALLENGE,
                        REWARD,
                        new MarketRules(Amount.ofTokens(1_000), HOUR, DAY, 5_000, 100),
                        // A week to vote, two days to prepare.
                        new GovernanceRules(7 * 43_200, 2 * 43_200, 3_000, 6_000)));
    }

    static StakeRules stake(long unlockMillis) {
        return new StakeRules(Amount.ofTokens(100_000), 10, 50, Amount.ofTokens(20_000_000), 50, unlockMillis);
    }

    private static SettlementRules settlement() {
        return new SettlementRules(
                500,
                100,
                List.of(
                        new HoldbackStep(0, 3_000),
                        new HoldbackStep(30 * DAY, 2_000),
                        new HoldbackStep(90 * DAY, 1_000),
                        new HoldbackStep(180 * DAY, 500)),
                DAY,
                PRICE_PER_GIGABYTE,
                RETENTION_PRICE_PER_DAY,
                Amount.ofTokens(1));
    }
}
