// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Call;
import org.tributary.ledger.contract.PlatformContracts;
import org.tributary.ledger.contract.Pool;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Result;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PrivateKey;

/// Money comes back from a service chain, while tickets are opened and used. Protocol §8.
class WithdrawalTest {
    private static final long DAY = 86_400_000;
    private static final AbiValue CDN = AbiValue.of(new Hash(Slots.word(BilledNetwork.CDN)));

    private final BilledNetwork network = new BilledNetwork();
    private final List<Used> open = new ArrayList<>();

    /// A ticket in use.
    private static final class Used {
        final Hash ticket;
        final PrivateKey client;
        final PrivateKey provider;
        final long maxUnits;
        long total;

        Used(Hash ticket, PrivateKey client, PrivateKey provider, long maxUnits) {
            this.ticket = ticket;
            this.client = client;
            this.provider = provider;
            this.maxUnits = maxUnits;
        }
    }

    private Pool pool() {
        return Pool.of(new Accounts(network.main.state()), network.pool());
    }

    private Amount recalled() {
        var view = Pools.ESCROW.encodeCall(AbiValue.of(network.pool()), CDN);
        var call = new Call(network.owner(), Amount.ZERO, view, 0);
        var result =
                new PlatformContracts(network.validators.spec).pools().call(call, new Accounts(network.main.state()));
        var output = ((Result.Success) result).output();
        return Pools.ESCROW.decodeResult(output).orBroken("an escrow").amount(2).orElseThrow();
    }

    private void authorise(Amount amount) {
        network.asOwner(
                Reserved.POOLS,
                Amount.ZERO,
                Pools.AUTHORISE.encodeCall(AbiValue.of(network.pool()), CDN, AbiValue.of(amount)));
    }

    private void recall(Amount amount) {
        network.asOwner(
                Reserved.POOLS,
                Amount.ZERO,
                Pools.RECALL.encodeCall(AbiValue.of(network.pool()), CDN, AbiValue.of(amount)));
    }

    private void withdraw(Amount amount) {
        network.asOwner(
                Reserved.POOLS,
                Amount.ZERO,
                Pools.WITHDRAW.encodeCall(AbiValue.of(network.pool()), AbiValue.of(amount)));
    }

    /// All chains come to rest: whatever is open ends, every window closes, what is due is released.
    private void rest() {
        for (int day = 0; day < 62; day++) {
            network.step(DAY);
            network.step();
            network.step();
        }
    }

    private void assertNothingRefused() {
        for (long height = 1; height <= network.main.height().number(); height++) {
            var outcomes = network.main.blocks().outcomes(new Height(height));
            assertThat(outcomes.stream().flatMap(outcome -> outcome.logs().stream()))
                    .noneMatch(log -> log.topics().getFirst().equals(Settlement.NOT_SETTLED.topic0())
                            || log.topics().getFirst().equals(Pools.NOT_RELEASED.topic0()));
        }
    }

    @Test
    void whatNoTicketNeedsComesBackToTheOwner() {
        network.serve(3);
        var account = network.owner();
        recall(Amount.ofTokens(50).minus(network.billed()));
        network.settle();
        assertThat(pool().authorised(BilledNetwork.CDN))
                .as("still there while it can be challenged")
                .isGreaterThan(Amount.ofTokens(49));
        rest();
        assertThat(pool().authorised()).isEqualTo(Amount.ZERO);
        assertThat(recalled()).isEqualTo(Amount.ZERO);
        assertThat(pool().free()).isEqualTo(Amount.ofTokens(100).minus(network.billed()));

        var before = network.main.state().account(account).balance();
        withdraw(pool().free());
        assertThat(pool().withdrawn()).isEqualTo(Amount.ofTokens(100).minus(network.billed()));
        assertThat(network.main.state().account(account).balance()).isGreaterThan(before);
        assertNothingRefused();
    }

    @Test
    void moreThanIsAuthorisedIsNotRecalled() {
        recall(Amount.ofTokens(51));
        assertThat(recalled()).isEqualTo(Amount.ZERO);
        recall(Amount.ofTokens(30));
        recall(Amount.ofTokens(21));
        assertThat(recalled()).isEqualTo(Amount.ofTokens(30));
    }

    @Test
    void aBillWithReleasesBetweenItsWindowsIsRecomputed() {
        network.serve(3);
        recall(Amount.ofTokens(20));
        rest();
        recall(Amount.ofTokens(5));
        rest();
        open(TestValidators.key("late client"), network.validators.accounts.get(1), 1 << 20);
        network.step();
        use(new Random(1));
        network.step();
        rest();
        var bundle = network.bill();
        var verdict = BillVerifier.verify(network.validators.spec, bundle.source());
        assertThat(verdict).isInstanceOf(BillVerdict.Verified.class);
        assertThat(((BillVerdict.Verified) verdict).summary().totals().billed()).isEqualTo(network.billed());
    }

    @Test
    void aPoolThatChoseLessCoverOwesAndPaysLater() {
        recall(Amount.ofTokens(50));
        rest();
        network.asOwner(
                Reserved.POOLS,
                Amount.ZERO,
                Pools.CHOOSE_COVER.encodeCall(AbiValue.of(network.pool()), AbiValue.of(2_500)));
        authorise(Amount.of(100_000));
        withdraw(pool().free());
        network.step();
        for (int i = 0; i < 2; i++) {
            open(TestValidators.key("client " + i), network.validators.accounts.get(1 + i), 1_400);
        }
        network.step();
        for (var used : open) {
            var receipt = new UsageReceipt(used.ticket, network.bucket(), used.maxUnits, 0, 10, false, Hash.ZERO);
            network.submit(used.provider, List.of(receipt), used.client);
        }
        network.step();
        rest();
        assertThat(network.billed()).isEqualTo(Amount.of(400_000));
        assertThat(pool().debt()).isEqualTo(Amount.of(300_000));
        assertNothingRefused();
        var verified = (BillVerdict.Verified)
                BillVerifier.verify(network.validators.spec, network.bill().source());
        assertThat(verified.summary().totals().unsettled()).isEqualTo(Amount.of(300_000));

        network.asOwner(Reserved.POOLS, Amount.of(300_001), Pools.DEPOSIT.encodeCall(AbiValue.of(network.pool())));
        assertThat(pool().debt()).isEqualTo(Amount.ZERO);
        assertThat(pool().free()).isEqualTo(Amount.of(1));
        assertThat(pool().held().plus(pool().paid())).isEqualTo(Amount.of(400_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anAcceptedTicketIsPaidWhateverTheOwnerTakesBack(long seed) {
        var random = new Random(seed);
        network.receipts.mayRefuse(Rejection.POOL_COVER_EXCEEDED);
        recall(Amount.ofTokens(50));
        rest();
        for (int round = 0; round < 80; round++) {
            act(random);
            network.step();
            network.step(1 + random.nextInt(round % 10 == 9 ? 400_000 : 3_000));
            assertThat(pool().deposited()).isEqualTo(sum(pool()));
        }
        open.removeIf(used -> network.receipts.wasRefused(used.ticket));
        assertThat(open).isNotEmpty();
        rest();
        recall(pool().authorised(BilledNetwork.CDN));
        rest();
        assertNothingRefused();
        assertThat(pool().authorised()).isEqualTo(Amount.ZERO);
        assertThat(pool().deposited())
                .isEqualTo(pool().free().plus(pool().held()).plus(pool().paid()).plus(pool().withdrawn()));
        assertThat(pool().held().plus(pool().paid())).isEqualTo(network.billed());
        assertThat(network.billed()).isGreaterThan(Amount.ZERO);
    }

    /// A tenth of cover and more, and lanes: what is owed is paid once there is money, to the last unit. Of these seeds
    /// the pool runs short in each.
    @ParameterizedTest
    @ValueSource(longs = {5, 8, 11, 13})
    void whateverWasShortIsPaidOnceThereIsMoney(long seed) {
        var random = new Random(seed);
        network.receipts.mayRefuse(Rejection.POOL_COVER_EXCEEDED);
        recall(Amount.ofTokens(50));
        rest();
        pools(Pools.CHOOSE_COVER.encodeCall(AbiValue.of(network.pool()), AbiValue.of(1_000 + random.nextInt(3_000))));
        withdraw(pool().free());
        boolean owed = false;
        for (int round = 0; round < 80; round++) {
            spend(random);
            network.step();
            network.step(1 + random.nextInt(round % 10 == 9 ? 400_000 : 3_000));
            assertThat(pool().deposited()).isEqualTo(sum(pool()));
            owed |= !pool().debt().isZero();
        }
        rest();
        assertNothingRefused();
        assertThat(owed).isTrue();
        deposit(Amount.ofTokens(1));
        for (int i = 0; i < 20; i++) {
            network.asOwner(
                    Reserved.SETTLEMENT, Amount.ZERO, Settlement.PAY_DEBTS.encodeCall(AbiValue.of(network.pool())));
        }
        assertThat(pool().debt()).isEqualTo(Amount.ZERO);
        assertThat(pool().owed()).isEqualTo(Amount.ZERO);
        assertThat(pool().held().plus(pool().paid())).isEqualTo(network.billed());
        var verified = (BillVerdict.Verified)
                BillVerifier.verify(network.validators.spec, network.bill().source());
        assertThat(verified.summary().totals().billed()).isEqualTo(network.billed());
        assertThat(verified.summary().totals().unsettled()).isGreaterThan(Amount.ZERO);
    }

    private void pools(Bytes input) {
        network.asOwner(Reserved.POOLS, Amount.ZERO, input);
    }

    private void deposit(Amount amount) {
        network.asOwner(Reserved.POOLS, amount, Pools.DEPOSIT.encodeCall(AbiValue.of(network.pool())));
    }

    /// As [#act], by an owner who never has more in the pool than it must.
    private void spend(Random random) {
        switch (random.nextInt(7)) {
            case 0 -> deposit(Amount.of(random.nextInt(40_000)));
            case 1 -> authorise(pool().free());
            case 2 -> withdraw(pool().free());
            case 3 -> lane(random);
            case 4, 5 ->
                open(
                        TestValidators.key("client of " + random.nextLong()),
                        network.validators.accounts.get(1 + random.nextInt(2)),
                        1 + random.nextInt(500));
            default -> use(random);
        }
    }

    private void lane(Random random) {
        var provider = AbiValue.of(
                network.validators.accounts.get(1 + random.nextInt(2)).address());
        pools(Pools.GUARANTEE.encodeCall(AbiValue.of(network.pool()), provider, AbiValue.of(random.nextInt(20_000))));
    }

    private void act(Random random) {
        var few = Amount.of(random.nextInt(400_000));
        switch (random.nextInt(6)) {
            case 0 -> authorise(few);
            case 1 -> recall(few);
            case 2 -> withdraw(few);
            case 3, 4 ->
                open(
                        TestValidators.key("client of " + random.nextLong()),
                        network.validators.accounts.get(1 + random.nextInt(2)),
                        1 + random.nextInt(2_000));
            default -> use(random);
        }
    }

    private void open(PrivateKey client, PrivateKey provider, long maxUnits) {
        var opening = network.opening(client, provider, maxUnits, 120);
        network.receipts.add(opening);
        open.add(new Used(opening.ticket().ticket().hash(), client, provider, maxUnits));
    }

    private void use(Random random) {
        for (var used : open) {
            boolean lives = network.metering.metering().ticket(used.ticket).isPresent();
            if (lives && random.nextBoolean()) {
                used.total = Math.min(used.maxUnits, used.total + 1 + random.nextInt(1_000));
                var receipt = new UsageReceipt(used.ticket, network.bucket(), used.total, 0, 10, false, Hash.ZERO);
                network.submit(used.provider, List.of(receipt), used.client);
            }
        }
    }

    static Amount sum(Pool pool) {
        return pool.free()
                .plus(pool.authorised())
                .plus(pool.owed())
                .plus(pool.held())
                .plus(pool.paid())
                .plus(pool.withdrawn());
    }
}
