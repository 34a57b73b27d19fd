// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.challenge.Challenge;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

/// What main makes of proofs: what is credited, and out of what. Protocol §7.12, ADR 0017.
class ProofsTest extends ChallengedMain {
    @Test
    void aProvedEntryIsCreditedOutOfTheHoldbackAndTheBondComesBack() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 900), leaf(ticket, 9_001, 890, 950));
        var before = accounts.balance(CHALLENGER);
        var free = pool.free();
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();

        assertThat(note().amount(4)).hasValue(Amount.of(180));
        assertThat(note().amount(5)).hasValue(Amount.of(180));
        assertThat(note().amount(8)).hasValue(Amount.ZERO);
        assertThat(note().amount(9)).hasValue(Amount.of(18));
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.plus(Amount.of(18)));
        assertThat(pool.free()).isEqualTo(free.plus(Amount.of(162)));
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
        assertBook();
    }

    @Test
    void anEntryIsCreditedOnceAndOfTwoThatDoubleEachOtherOne() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        assertDone(challenge(CARD, twice(window, 1, 0)));
        assertReverts(challenge(CARD, twice(window, 1, 0)), "credited already");
        assertReverts(challenge(CARD, twice(window, 0, 1)), "credited already");
        assertThat(book().credited()).isEqualTo(Amount.of(846));
    }

    @Test
    void whatCannotBeJudgedCostsNothing() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        var claim = twice(window, 1, 0);
        var proof = new Challenge(CDN, CARD, claim).encode();
        var before = accounts.balance(CHALLENGER);
        assertReverts(
                call(CHALLENGER, Amount.of(1), Challenges.CHALLENGE.encodeCall(AbiValue.of(proof))), "send the bond");
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(Bytes.of(1, 2)))),
                "not a challenge");
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(Bytes.repeat((byte) 1, 4_097)))),
                "at most 4096 bytes");
        var elsewhere = new Challenge(new ChainName("nowhere"), CARD, claim).encode();
        assertReverts(
                call(CHALLENGER, bond, Challenges.CHALLENGE.encodeCall(AbiValue.of(elsewhere))),
                "no such service chain");
        now += challengeMillis() + 1;
        assertReverts(challenge(CARD, claim), "a window that can be challenged");
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before);
        now -= 1;
        assertThat(proved(challenge(CARD, claim))).isTrue();
    }

    @Test
    void aHoldbackThatWasTakenIsNotReleasedAgain() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 900), leaf(ticket, 9_001, 890, 950));
        var held = book().held();
        assertDone(challenge(CARD, twice(window, 1, 0)));
        now += validators.spec.settlement().holdbackMillis();
        var paid = accounts.balance(PROVIDER);
        contracts
                .settlement()
                .call(
                        new Call(PROVIDER, Amount.ZERO, Settlement.COLLECT.encodeCall(AbiValue.of(PROVIDER)), now),
                        accounts);
        assertThat(accounts.balance(PROVIDER)).isEqualTo(paid.plus(held).minus(Amount.of(180)));
        assertThat(book().held()).isEqualTo(Amount.ZERO);
        assertBook();
    }

    /// The credit is the bill less the bill without the entry, in every tier.
    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73, 74, 75, 76})
    void aCreditIsTheDifferenceOfTheTwoBills(long seed) {
        var random = new Random(seed);
        var tiers = List.of(new Tier(0, Amount.of(9)), new Tier(300, Amount.of(5)), new Tier(700, Amount.of(2)));
        var profile = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PER_UNIT,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.NONE,
                1,
                Rounding.EXACT,
                0,
                new Tariff(random.nextBoolean(), tiers, random.nextInt(2) * 200L, Amount.ZERO));
        var ticket = ticket(profile);
        var leaves = new ArrayList<UsageLeaf>();
        long total = 0;
        for (int i = 0; i < 8; i++) {
            long more = 1 + random.nextInt(150);
            leaves.add(leaf(ticket, 9_000 + i, total, total + more));
            // The forgery: every entry is there twice.
            leaves.add(leaf(ticket, 9_000 + i, total, total + more));
            total += more;
        }
        var units = BigInteger.valueOf(2 * total);
        var window = settle(1, profile, new Amount(profile.leastCost(units)), leaves.toArray(UsageLeaf[]::new));
        var left = units;
        var credited = Amount.ZERO;
        for (int i = 1; i < leaves.size(); i += 2) {
            assertThat(proved(challenge(profile, twice(window, i, i - 1)))).isTrue();
            var without = left.subtract(BigInteger.valueOf(leaves.get(i).units()));
            var difference =
                    profile.leastCost(left).subtract(profile.leastCost(without)).max(BigInteger.ZERO);
            assertThat(note().number(4)).isEqualTo(difference);
            left = without;
            credited = credited.plus(note().amount(4).orElseThrow());
            assertBook();
        }
        assertThat(credited).isLessThanOrEqualTo(book().billed());
    }

    @Test
    void whereSamplesAreRankedACreditIsTheEntrysShare() {
        var peak = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.DAILY_PEAK,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.PEAK,
                1,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));
        var ticket = ticket(peak);
        var window = settle(1, peak, Amount.of(1_000), leaf(ticket, 9_000, 0, 300), leaf(ticket, 9_000, 300, 400));
        assertThat(proved(challenge(peak, twice(window, 1, 0)))).isTrue();
        assertThat(note().amount(4)).hasValue(Amount.of(250));
    }

    @Test
    void anEntryOverItsTicketsCapIsCredited() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 1_001));
        var claim = new Claim.OverCap(window.entry(0), ticket, Optional.of(capability()));
        assertThat(proved(challenge(CARD, claim))).isTrue();
        assertThat(note().amount(4)).hasValue(Amount.of(3_003));
    }
}
