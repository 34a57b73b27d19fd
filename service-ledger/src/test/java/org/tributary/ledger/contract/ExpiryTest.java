// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.store.StoreContent;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// What main keeps for challenges does not grow with the windows that it has seen.
class ExpiryTest extends ChallengedMain {
    private static final long DAY = 86_400_000;

    /// Each day is a scope of its own.
    private static final BillingProfile DAILY = new BillingProfile(
            UsageKind.BYTES,
            BillingMode.DAILY_PEAK,
            BillingScope.PROVIDER,
            Direction.DOWN,
            Ranking.PEAK,
            1,
            Rounding.EXACT,
            0,
            Tariff.flat(Amount.of(1)));

    private long words(Address account) {
        return StoreContent.of(store, Table.SLOTS).stream()
                .filter(record -> record.startsWith(account.toString()))
                .count();
    }

    private void commit() {
        state.root();
        var batch = new WriteBatch();
        state.writeTo(batch);
        store.write(batch);
    }

    /// A window a day, some entries of it credited, others demanded and shown or not, a block after each step.
    private void run(int windows, Random random) {
        var ticket = ticket(DAILY);
        long bucketMillis = validators.spec.serviceChain(CDN).buckets().bucketMillis();
        for (int number = 1; number <= windows; number++) {
            now += DAY;
            long bucket = now / bucketMillis;
            var window =
                    settle(number, DAILY, Amount.of(100), leaf(ticket, bucket, 0, 50), leaf(ticket, bucket, 0, 50));
            switch (random.nextInt(3)) {
                case 0 ->
                    assertThat(proved(challenge(DAILY, twice(window, 1, 0)))).isTrue();
                case 1 -> {
                    assertDone(demand(new Demand.OfReceipt(DAILY, window.entry(0))));
                    long raised = openDemand();
                    now += challengeMillis() / 4 + 1;
                    assertDone(conclude(raised));
                }
                default -> {}
            }
            contracts.challenges().tidy(accounts, now);
        }
    }

    private long openDemand() {
        var call = Challenges.OPEN_DEMANDS.encodeCall(AbiValue.of(PROVIDER), AbiValue.of(0));
        var open = (Result.Success) call(CHALLENGER, Amount.ZERO, call);
        return Challenges.OPEN_DEMANDS
                .decodeResult(open.output())
                .orBroken("numbers")
                .sequence(0)
                .smallNumber(0);
    }

    private void collect() {
        var input = Settlement.COLLECT.encodeCall(AbiValue.of(PROVIDER));
        contracts.settlement().call(new Call(PROVIDER, Amount.ZERO, input, now), accounts);
    }

    /// Two months of scopes stay, of three to five words each, and what is a few steps old of windows, however long the
    /// chain runs.
    @ParameterizedTest
    @ValueSource(ints = {100, 400})
    void theStateOfManyWindowsIsThatOfTheNewest(int windows) {
        run(windows, new Random(windows));
        now += validators.spec.settlement().holdbackMillis();
        for (int i = 0; i < windows; i++) {
            collect();
        }
        commit();
        assertThat(words(Reserved.SETTLEMENT)).isBetween(62L * 3, 66L * 5 + 40);
        assertThat(words(Reserved.CHALLENGES)).isBetween(62L * 2, 66L * 2 + 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void nothingIsLeftOnceAllOfItIsOver(long seed) {
        run(40, new Random(seed));
        now += 100 * DAY;
        for (int block = 0; block < 20; block++) {
            contracts.challenges().tidy(accounts, now);
            collect();
        }
        commit();
        // Both queues' ends, and how many demands there were.
        assertThat(words(Reserved.CHALLENGES)).isLessThanOrEqualTo(5);
        // The books of the provider, of the aggregator and of all.
        assertThat(words(Reserved.SETTLEMENT)).isLessThanOrEqualTo(24);
    }
}
