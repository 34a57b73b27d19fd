// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// What makes it worth while to serve, and dear to flood or to lie.
public record IncentiveRules(
        QuotaRules quota,
        SurchargeRules surcharge,
        ChallengeRules challenge,
        RewardRules reward,
        MarketRules market,
        GovernanceRules governance) {

    void write(FieldSink sink) {
        sink.object("quota", quota::write)
                .object("surcharge", surcharge::write)
                .object("challenge", challenge::write)
                .object("reward", reward::write)
                .object("market", market::write)
                .object("governance", governance::write);
    }

    static IncentiveRules read(FieldSource source) {
        return new IncentiveRules(
                source.object("quota", QuotaRules::read),
                source.object("surcharge", SurchargeRules::read),
                source.object("challenge", ChallengeRules::read),
                source.object("reward", RewardRules::read),
                source.object("market", MarketRules::read),
                source.object("governance", GovernanceRules::read));
    }
}
