// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Amount;

/// Who lays down what, and who loses it. Protocol §7.12, ADR 0017.
class BondsTest extends ChallengedMain {
    /// All that a provider and a challenger have and may still get.
    private Amount friends() {
        return accounts.balance(CHALLENGER)
                .plus(accounts.balance(PROVIDER))
                .plus(accounts.balance(Reserved.CHALLENGES))
                .plus(book().due())
                .plus(book().held());
    }

    /// All that the party has: accounts, what its pool and its provider may still get.
    private Amount wealth() {
        return accounts.balance(CHALLENGER)
                .plus(accounts.balance(PROVIDER))
                .plus(accounts.balance(OWNER.address()))
                .plus(accounts.balance(Reserved.POOLS))
                .plus(accounts.balance(Reserved.SETTLEMENT))
                .plus(accounts.balance(Reserved.CHALLENGES));
    }

    @Test
    void whatTheHoldbackLacksComesFromWhatIsDueAndThenFromTheBondAndAShortfallIsShown() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 0, 500));
        // 3,000 billed: 846 held, 1,974 paid out at once.
        accounts.credit(Reserved.SETTLEMENT, Amount.of(100));
        book().bill(new Split(Amount.of(100), Amount.of(100), Amount.ZERO, Amount.ZERO, Amount.ZERO));
        PayoutBook.ofAll(accounts)
                .bill(new Split(Amount.of(100), Amount.of(100), Amount.ZERO, Amount.ZERO, Amount.ZERO));
        book().addDue(Amount.of(100));
        accounts.credit(PROVIDER, Amount.of(200));
        assertDone(call(PROVIDER, Amount.of(200), Challenges.POST_BOND.encodeCall()));
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();

        assertThat(note().amount(4)).hasValue(Amount.of(1_500));
        assertThat(note().amount(5)).hasValue(Amount.of(846));
        assertThat(note().amount(6)).hasValue(Amount.of(100));
        assertThat(note().amount(7)).hasValue(Amount.of(200));
        assertThat(note().amount(8)).hasValue(Amount.of(354));
        assertThat(note().amount(9)).as("of what was recovered").hasValue(Amount.of(114));
        assertThat(book().due()).isEqualTo(Amount.ZERO);
        assertBook();
    }

    @Test
    void aChallengeOfASoundEntryCostsTheBond() {
        var ticket = ticket(CARD);
        var window = settle(1, leaf(ticket, 9_000, 0, 500), leaf(ticket, 9_001, 500, 600));
        var paid = accounts.balance(PROVIDER);
        var before = accounts.balance(CHALLENGER);
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isFalse();
        assertThat(accounts.balance(CHALLENGER)).isEqualTo(before.minus(bond));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(paid.plus(bond.basisPoints(5_000)));
        assertThat(accounts.balance(Reserved.CHALLENGES)).isEqualTo(Amount.ZERO);
        assertThat(book().credited()).isEqualTo(Amount.ZERO);
    }

    /// One party is owner, provider and challenger, of an entry that its friends in the committee certified.
    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84, 85})
    void nobodyGainsByChallengingHimself(long seed) {
        var random = new Random(seed);
        var ticket = ticket(CARD);
        var before = wealth();
        if (random.nextBoolean()) {
            assertDone(call(CHALLENGER, bond, Challenges.POST_BOND.encodeCall()));
        }
        long units = 1 + random.nextInt(400);
        var window = settle(1, leaf(ticket, 9_000, 0, units), leaf(ticket, 9_001, 0, units));
        var served = wealth();
        assertThat(served).isLessThan(before);
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();
        assertThat(wealth()).as("nothing is gained by the challenge").isLessThanOrEqualTo(served);
        var sound = settle(2, leaf(ticket, 9_002, units, units + 1), leaf(ticket, 9_003, units + 1, units + 2));
        var then = wealth();
        challenge(CARD, twice(sound, 1, 0));
        assertThat(wealth()).as("nor by one that fails").isLessThan(then);
    }

    @ParameterizedTest
    @ValueSource(longs = {91, 92, 93, 94})
    void aProviderLosesMoreThanItsFriendGetsForChallengingIt(long seed) {
        var random = new Random(seed);
        var ticket = ticket(CARD);
        accounts.credit(PROVIDER, Amount.of(1_000));
        assertDone(call(PROVIDER, Amount.of(random.nextInt(1_000)), Challenges.POST_BOND.encodeCall()));
        long units = 1 + random.nextInt(500);
        var window = settle(1, leaf(ticket, 9_000, 0, units), leaf(ticket, 9_001, 0, units));
        var before = friends();
        assertThat(proved(challenge(CARD, twice(window, 1, 0)))).isTrue();
        var recovered = note().amount(4).orElseThrow().minus(note().amount(8).orElseThrow());
        assertThat(friends())
                .isEqualTo(before.minus(recovered).plus(note().amount(9).orElseThrow()));
        assertThat(friends()).isLessThan(before);
    }

    @Test
    void aBondStaysUntilNothingOfItsProviderCanBeChallenged() {
        accounts.credit(PROVIDER, Amount.of(500));
        assertReverts(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()), "end the bond first");
        assertDone(call(PROVIDER, Amount.of(500), Challenges.POST_BOND.encodeCall()));
        assertDone(call(PROVIDER, Amount.ZERO, Challenges.END_BOND.encodeCall()));
        var bond = new ProviderBond(accounts, PROVIDER);
        assertThat(bond.endsMillis()).isGreaterThan(now + challengeMillis());
        assertReverts(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()), "stays until");
        now = bond.endsMillis();
        assertDone(call(PROVIDER, Amount.ZERO, Challenges.TAKE_BOND.encodeCall()));
        assertThat(accounts.balance(PROVIDER)).isEqualTo(Amount.of(500));
    }
}
