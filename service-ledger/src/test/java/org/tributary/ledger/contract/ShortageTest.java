// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;

/// Pools that chose less than full cover, and lanes. Protocol §8.
class ShortageTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final AbiValue CHAIN = AbiValue.of(new Hash(Slots.word(CDN)));
    private static final Hash LABEL = Keccak.hash(Bytes.of(1));
    private static final Address OWNER = Address.reserved(0xd0);
    private static final Address AGGREGATOR = Address.reserved(0xa0);
    private static final long DAY = 86_400_000;

    private final TestValidators validators = new TestValidators();
    private final PlatformContracts contracts = new PlatformContracts(validators.spec);
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final Hash id = Pools.id(OWNER, LABEL);
    private final Pool pool = Pool.of(accounts, id);
    private final AbiValue poolId = AbiValue.of(id);
    private long now = 1_000_000;

    @BeforeEach
    void create() {
        accounts.credit(OWNER, Amount.of(1_000_000));
        call(Reserved.REGISTRY, 0, Registry.REGISTER_DAPP.encodeCall(AbiValue.of(LABEL)));
        call(Reserved.POOLS, 10_000, Pools.CREATE.encodeCall(AbiValue.of(LABEL)));
    }

    private Result call(Address contract, long value, Bytes input) {
        var mark = accounts.mark();
        accounts.move(OWNER, contract, Amount.of(value));
        var result = contracts.at(contract).orElseThrow().call(new Call(OWNER, Amount.of(value), input, now), accounts);
        if (result instanceof Result.Revert) {
            accounts.revertTo(mark);
        }
        return result;
    }

    private Result pools(Bytes input) {
        return call(Reserved.POOLS, 0, input);
    }

    private Result cover(int basisPoints) {
        return pools(Pools.CHOOSE_COVER.encodeCall(poolId, AbiValue.of(basisPoints)));
    }

    private List<Outgoing> authorise(long amount) {
        var result = pools(Pools.AUTHORISE.encodeCall(poolId, CHAIN, AbiValue.of(amount)));
        return ((Result.Success) result).outgoing();
    }

    private void deposit(long amount) {
        call(Reserved.POOLS, amount, Pools.DEPOSIT.encodeCall(poolId));
    }

    private static Address provider(int number) {
        return Address.reserved(0xe0 + number);
    }

    private RatingRow row(int number, long amount) {
        var key = new RatingKey(id, provider(number), UsageKind.BYTES, LABEL, 1);
        return new RatingRow(key, provider(number), 1, Amount.of(amount), new Bucket(0));
    }

    private void settle(RatingRow... rows) {
        var message = new SettleRows(7, LABEL, AGGREGATOR, Amount.ZERO, List.of(rows));
        contracts.settlement().settle(CDN, message, accounts, now);
    }

    private PayoutBook book(int number) {
        return new PayoutBook(accounts, provider(number));
    }

    @Test
    void aChainMayOpenByAsMuchMoreAsTheCoverIsLess() {
        cover(2_500);
        var notice = new EscrowNotice(id, OWNER, Amount.of(4_000), 0);
        assertThat(authorise(1_000)).containsExactly(new Outgoing(CDN, notice));
        assertThat(pool.escrow(CDN).billable()).isEqualTo(Amount.of(4_000));
        assertThat(pool.authorised()).isEqualTo(Amount.of(1_000));
    }

    @Test
    void coverOnlyRisesWhileSomethingMayBeBilled() {
        assertThat(cover(999)).isInstanceOf(Result.Revert.class);
        assertThat(cover(10_001)).isInstanceOf(Result.Revert.class);
        cover(5_000);
        authorise(1_000);
        assertThat(cover(4_999)).isInstanceOf(Result.Revert.class);
        assertThat(cover(5_001)).as("without the money for it").isInstanceOf(Result.Revert.class);
        contracts.pools().release(CDN, new EscrowRelease(id, Amount.of(2_000), Amount.ZERO), accounts, now);
        assertThat(cover(4_000)).isInstanceOf(Result.Success.class);
        assertThat(pool.free()).isEqualTo(Amount.of(10_000));
    }

    @Test
    void aShortPoolPaysProRataAndOwesTheRest() {
        cover(5_000);
        authorise(10_000);
        settle(row(1, 12_000), row(2, 4_000));
        assertThat(book(1).billed()).isEqualTo(Amount.of(12_000));
        assertThat(book(1).owed()).isEqualTo(Amount.of(4_500));
        assertThat(book(2).owed()).isEqualTo(Amount.of(1_500));
        assertThat(pool.debt()).isEqualTo(Amount.of(6_000));
        assertThat(pool.authorised()).isEqualTo(Amount.ZERO);
    }

    @Test
    void aDepositPaysTheOldestDebtFirstAndOnlyTheRestIsFree() {
        cover(5_000);
        authorise(10_000);
        settle(row(1, 12_000), row(2, 4_000));
        settle(row(3, 1_000));
        deposit(5_000);
        assertThat(book(1).owed()).isEqualTo(Amount.ZERO);
        assertThat(book(2).owed()).isEqualTo(Amount.of(1_000));
        assertThat(book(3).owed()).isEqualTo(Amount.of(1_000));
        assertThat(pool.free()).isEqualTo(Amount.ZERO);
        deposit(2_500);
        assertThat(pool.debt()).isEqualTo(Amount.ZERO);
        assertThat(pool.free()).isEqualTo(Amount.of(500));
        assertThat(pool.owed()).isEqualTo(Amount.ZERO);
    }

    @Test
    void theOwnerCannotWithdrawWhatDebtsWaitFor() {
        cover(1_000);
        authorise(10_000);
        for (int i = 0; i < 40; i++) {
            settle(row(1, 2_000));
        }
        deposit(60_000);
        assertThat(pool.owed()).as("more debts than one call pays").isGreaterThan(Amount.ZERO);
        assertThat(pool.free()).isEqualTo(Amount.ZERO);
        for (int i = 0; i < 3; i++) {
            call(Reserved.SETTLEMENT, 0, Settlement.PAY_DEBTS.encodeCall(poolId));
        }
        assertThat(pool.owed()).isEqualTo(Amount.ZERO);
        assertThat(pool.debt()).isEqualTo(Amount.of(10_000));
        assertThat(book(1).owed()).isEqualTo(Amount.of(10_000));
    }

    @Test
    void freeMoneyStandsInBeforeAnythingIsOwed() {
        cover(5_000);
        authorise(4_000);
        settle(row(1, 8_000));
        assertThat(pool.debt()).isEqualTo(Amount.ZERO);
        assertThat(pool.free()).isEqualTo(Amount.of(2_000));
    }

    @Test
    void aLanesProviderIsPaidInFullWhileOthersShare() {
        cover(1_000);
        pools(Pools.GUARANTEE.encodeCall(poolId, AbiValue.of(provider(1)), AbiValue.of(3_000)));
        authorise(7_000);
        settle(row(1, 3_000), row(2, 14_000));
        assertThat(book(1).owed()).isEqualTo(Amount.ZERO);
        assertThat(book(2).owed()).isEqualTo(Amount.of(7_000));
        assertThat(pool.lane(provider(1)).amount()).isEqualTo(Amount.ZERO);
    }

    @Test
    void withFullCoverALanesMoneyComesFreeElsewhere() {
        pools(Pools.GUARANTEE.encodeCall(poolId, AbiValue.of(provider(1)), AbiValue.of(3_000)));
        authorise(5_000);
        settle(row(1, 2_000));
        assertThat(pool.lane(provider(1)).amount()).isEqualTo(Amount.of(1_000));
        assertThat(pool.authorised(CDN)).isEqualTo(pool.escrow(CDN).billable()).isEqualTo(Amount.of(3_000));
        assertThat(pool.free()).isEqualTo(Amount.of(4_000));
    }

    @Test
    void aLaneIsTakenBackOnlyAfterWhatItStoodForHasSettled() {
        var provider = AbiValue.of(provider(1));
        pools(Pools.GUARANTEE.encodeCall(poolId, provider, AbiValue.of(3_000)));
        var take = Pools.TAKE_LANE.encodeCall(poolId, provider);
        assertThat(pools(take)).isInstanceOf(Result.Revert.class);
        assertThat(pools(Pools.END_LANE.encodeCall(poolId, provider))).isInstanceOf(Result.Success.class);
        long ends = pool.lane(provider(1)).endsMillis();
        assertThat(ends).isGreaterThan(now + validators.spec.settlement().holdbackMillis());
        now = ends - 1;
        assertThat(pools(take)).isInstanceOf(Result.Revert.class);
        now = ends;
        assertThat(pools(take)).isInstanceOf(Result.Success.class);
        assertThat(pool.free()).isEqualTo(Amount.of(10_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56})
    void nothingIsLostWhateverIsShort(long seed) {
        var random = new Random(seed);
        cover(1_000 + random.nextInt(9_001));
        for (int round = 0; round < 200; round++) {
            act(random);
            now += random.nextInt(40_000);
            assertBooks();
        }
        deposit(500_000);
        while (!pool.debts().isEmpty()) {
            call(Reserved.SETTLEMENT, 0, Settlement.PAY_DEBTS.encodeCall(poolId));
            assertBooks();
        }
        now += DAY;
        for (int i = 0; i < 5; i++) {
            while (book(i).holdbacks().size() > 0) {
                call(Reserved.SETTLEMENT, 0, Settlement.COLLECT.encodeCall(AbiValue.of(provider(i))));
            }
            assertThat(book(i).billed())
                    .isEqualTo(book(i).paid().plus(book(i).fees()).plus(book(i).burned()));
            assertThat(accounts.balance(provider(i))).isEqualTo(book(i).paid());
        }
        assertThat(pool.paid()).isEqualTo(PayoutBook.ofAll(accounts).billed());
        assertBooks();
    }

    private void act(Random random) {
        int few = 1 + random.nextInt(900);
        var someone = AbiValue.of(provider(random.nextInt(5)));
        switch (random.nextInt(9)) {
            case 0 -> deposit(few);
            case 1 -> pools(Pools.AUTHORISE.encodeCall(poolId, CHAIN, AbiValue.of(few)));
            case 2 -> pools(Pools.GUARANTEE.encodeCall(poolId, someone, AbiValue.of(few)));
            case 3 -> pools(Pools.WITHDRAW.encodeCall(poolId, AbiValue.of(few)));
            case 4 -> {
                pools(Pools.END_LANE.encodeCall(poolId, someone));
                pools(Pools.TAKE_LANE.encodeCall(poolId, someone));
            }
            case 5 -> {
                var back = pool.escrow(CDN).billable().min(Amount.of(few));
                contracts.pools().release(CDN, new EscrowRelease(id, back, Amount.ZERO), accounts, now);
            }
            default -> settle(rows(random).toArray(RatingRow[]::new));
        }
    }

    private List<RatingRow> rows(Random random) {
        var rows = new ArrayList<RatingRow>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            rows.add(row(random.nextInt(5), 1 + random.nextInt(1_500)));
        }
        rows.sort(Comparator.comparing(RatingRow::key));
        return rows;
    }

    /// The pool checks its own identity in every step.
    private void assertBooks() {
        var owed = Amount.ZERO;
        for (int i = 0; i < 5; i++) {
            var book = book(i);
            owed = owed.plus(book.owed());
            assertThat(book.billed())
                    .isEqualTo(book.paid()
                            .plus(book.fees())
                            .plus(book.burned())
                            .plus(book.held())
                            .plus(book.owed()));
        }
        assertThat(pool.debt()).isEqualTo(owed);
        assertThat(pool.owed()).isLessThanOrEqualTo(pool.debt());
        assertThat(pool.free().isZero() || pool.owed().equals(pool.debt()))
                .as("nothing is free while a debt has no money")
                .isTrue();
        assertThat(pool.authorised(CDN)).isLessThanOrEqualTo(pool.escrow(CDN).billable());
        var inPool = pool.deposited().minus(pool.paid()).minus(pool.withdrawn());
        assertThat(accounts.balance(Reserved.POOLS)).isEqualTo(inPool);
    }
}
