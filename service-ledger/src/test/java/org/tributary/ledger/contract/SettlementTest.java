// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;

class SettlementTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final Hash LABEL = Keccak.hash(Bytes.of(1));
    private static final Hash CARD = Keccak.hash(Bytes.of(2));
    private static final Address OWNER = Address.reserved(0xd0);
    private static final Address PROVIDER = Address.reserved(0xe0);
    private static final Address PAYEE = Address.reserved(0xe1);
    private static final Address AGGREGATOR = Address.reserved(0xa0);
    private static final long NOW = 1_000_000;

    private final TestValidators validators = new TestValidators();
    private final PlatformContracts contracts = new PlatformContracts(validators.spec);
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final Hash pool = Pools.id(OWNER, LABEL);

    @BeforeEach
    void fund() {
        accounts.credit(Reserved.POOLS, Amount.of(10_000));
        Pool.of(accounts, pool).create(OWNER);
        Pool.of(accounts, pool).deposit(Amount.of(10_000));
        Pool.of(accounts, pool).authorise(CDN, Amount.of(5_000));
        var register = Registry.REGISTER_PROVIDER.encodeCall(AbiValue.of(LABEL), AbiValue.of(PAYEE));
        var result = contracts
                .at(Reserved.REGISTRY)
                .orElseThrow()
                .call(new Call(PROVIDER, Amount.ZERO, register, NOW), accounts);
        assertThat(result).isInstanceOf(Result.Success.class);
    }

    private List<LogEntry> settle(long nowMillis, RatingRow... rows) {
        return contracts
                .settlement()
                .settle(CDN, new SettleRows(7, CARD, AGGREGATOR, Amount.ZERO, List.of(rows)), accounts, nowMillis);
    }

    private RatingRow row(Hash of, long amount) {
        return row(of, PROVIDER, amount, 0);
    }

    private static RatingRow row(Hash of, Address provider, long amount, long closes) {
        var key = new RatingKey(of, provider, UsageKind.BYTES, CARD, 1);
        return new RatingRow(key, provider, amount, Amount.of(amount), new Bucket(closes));
    }

    private PayoutBook book() {
        return new PayoutBook(accounts, PROVIDER);
    }

    @Test
    void aRowIsSplitSoThatNothingIsLost() {
        settle(NOW, row(pool, 1_001));
        // 5 % burned, 1 % to the aggregator, 30 % of the rest held back from a provider that has just registered.
        assertThat(book().burned()).isEqualTo(Amount.of(50));
        assertThat(book().fees()).isEqualTo(Amount.of(10));
        assertThat(book().held()).isEqualTo(Amount.of(282));
        assertThat(book().paid()).isEqualTo(Amount.of(659));
        assertThat(book().billed()).isEqualTo(Amount.of(1_001));
        assertThat(accounts.balance(PAYEE)).isEqualTo(Amount.of(659));
        assertThat(accounts.balance(AGGREGATOR)).isEqualTo(Amount.of(10));
        assertThat(accounts.balance(Reserved.POOLS)).isEqualTo(Amount.of(10_000 - 659 - 10 - 50));
    }

    @Test
    void aHoldbackIsPaidOnceItsTimeHasCome() {
        settle(NOW, row(pool, 1_000));
        long release = NOW + validators.spec.settlement().holdbackMillis();
        collect(release - 1);
        assertThat(book().held()).isNotEqualTo(Amount.ZERO);
        collect(release);
        assertThat(book().held()).isEqualTo(Amount.ZERO);
        assertThat(book().paid()).isEqualTo(Amount.of(940));
        assertThat(accounts.balance(PAYEE)).isEqualTo(Amount.of(940));
        assertThat(Pool.of(accounts, pool).held()).isEqualTo(Amount.ZERO);
        collect(release);
        assertThat(accounts.balance(PAYEE)).isEqualTo(Amount.of(940));
    }

    private void collect(long nowMillis) {
        var call = new Call(OWNER, Amount.ZERO, Settlement.COLLECT.encodeCall(AbiValue.of(PROVIDER)), nowMillis);
        assertThat(contracts.settlement().call(call, accounts)).isInstanceOf(Result.Success.class);
    }

    @Test
    void aRowThatCannotBeSettledHoldsUpNoOther() {
        var unknown = Keccak.hash(Bytes.of(9));
        var logs = settle(NOW, row(unknown, 10), row(pool, 5_001), row(pool, 100));
        assertThat(logs.get(0).topics().getFirst()).isEqualTo(Settlement.NOT_SETTLED.topic0());
        assertThat(logs.get(1).topics().getFirst()).isEqualTo(Settlement.NOT_SETTLED.topic0());
        assertThat(logs.get(2).topics().getFirst()).isEqualTo(Settlement.SETTLED.topic0());
        assertThat(book().billed()).isEqualTo(Amount.of(100));
    }

    @Test
    void moreThanWasAuthorisedIsNeverPaid() {
        for (int i = 0; i < 10; i++) {
            settle(NOW, row(pool, 900));
        }
        assertThat(book().billed()).isEqualTo(Amount.of(4_500));
        assertThat(Pool.of(accounts, pool).authorised(CDN)).isEqualTo(Amount.of(500));
        assertThat(Pool.of(accounts, pool).free()).isEqualTo(Amount.of(5_000));
    }

    /// Pool, provider and aggregator of one party, on any trace: it gets back what it put in, less what is
    /// burned, and nothing is minted for it. Origin: helium/HIP#31, #32 and #34, where transferred data
    /// earned more than it burned, so that hotspots sent it to themselves.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoBillsItselfOnlyLosesWhatIsBurned(long seed) {
        var random = new Random(seed);
        var before = wealth();
        long now = NOW;
        long billed = 0;
        for (int i = 0; i < 60; i++) {
            long amount = 1 + random.nextInt(80);
            settle(now, row(pool, amount));
            billed += amount;
            now += random.nextInt(600_000);
            if (random.nextInt(4) == 0) {
                collect(now);
            }
            assertThat(wealth()).isEqualTo(before.minus(book().burned()));
        }
        collect(now + validators.spec.settlement().holdbackMillis());

        assertThat(book().billed()).isEqualTo(Amount.of(billed));
        assertThat(book().paid().plus(book().fees()).plus(book().burned())).isEqualTo(book().billed());
        assertThat(book().burned()).isGreaterThan(Amount.ZERO);
        assertThat(accounts.balance(PAYEE).plus(accounts.balance(AGGREGATOR)))
                .isEqualTo(book().billed().minus(book().burned()));
    }

    /// All that such a party has, in accounts and contracts.
    private Amount wealth() {
        return Stream.of(OWNER, PROVIDER, PAYEE, AGGREGATOR, Reserved.POOLS, Reserved.SETTLEMENT)
                .map(accounts::balance)
                .reduce(Amount.ZERO, Amount::plus);
    }

    @Test
    void anUnregisteredProviderIsPaidAtItsOwnAddressAsTheYoungest() {
        var stranger = Address.reserved(0xf0);
        settle(NOW, row(pool, stranger, 100, 0));
        assertThat(accounts.balance(stranger)).isEqualTo(Amount.of(66));
    }

    @Test
    void olderProvidersKeepMore() {
        long hour = 3_600_000;
        settle(NOW + hour, row(pool, 1_000));
        assertThat(book().held()).isEqualTo(Amount.of(47));
    }

    @Test
    void aRankedBillsHoldbackWaitsForItsClose() {
        long close = 1_000_000;
        settle(NOW, row(pool, PROVIDER, 1_000, close / 1_000 + 599), row(pool, PROVIDER, 1_000, 0));
        long release = NOW + validators.spec.settlement().holdbackMillis();
        assertThat(release).isLessThan(close + 600_000);
        collect(release);
        assertThat(book().held()).as("the other row's is free").isEqualTo(Amount.of(282));
        collect(close + 600_000 - 1);
        assertThat(book().held()).isEqualTo(Amount.of(282));
        collect(close + 600_000);
        assertThat(book().held()).isEqualTo(Amount.ZERO);
    }

    @Test
    void noChainHoldsBackForEver() {
        settle(NOW, row(pool, PROVIDER, 1_000, Long.MAX_VALUE));
        collect(NOW + 63L * 86_400_000);
        assertThat(book().held()).isEqualTo(Amount.ZERO);
    }

    private Result registry(Address sender, Bytes input, long nowMillis) {
        return contracts
                .at(Reserved.REGISTRY)
                .orElseThrow()
                .call(new Call(sender, Amount.ZERO, input, nowMillis), accounts);
    }

    @Test
    void anotherPayeeCountsAfterATimeLock() {
        var next = Address.reserved(0xe2);
        long from = NOW + validators.spec.settlement().holdbackMillis();
        assertThat(registry(PROVIDER, Registry.CHANGE_PAYEE.encodeCall(AbiValue.of(next)), NOW))
                .isInstanceOf(Result.Success.class);
        settle(from - 1, row(pool, 1_000));
        assertThat(accounts.balance(next)).isEqualTo(Amount.ZERO);
        assertThat(accounts.balance(PAYEE)).isEqualTo(Amount.of(658));
        settle(from, row(pool, 1_000));
        assertThat(accounts.balance(next)).isEqualTo(Amount.of(658));
        assertThat(accounts.balance(PAYEE)).isEqualTo(Amount.of(658));
    }

    @Test
    void thePayeeOfTodayUndoesAChange() {
        var thief = Address.reserved(0xe3);
        long from = NOW + validators.spec.settlement().holdbackMillis();
        registry(PROVIDER, Registry.CHANGE_PAYEE.encodeCall(AbiValue.of(thief)), NOW);
        var keep = Registry.KEEP_PAYEE.encodeCall(AbiValue.of(PROVIDER));
        assertThat(registry(thief, keep, NOW)).isInstanceOf(Result.Revert.class);
        assertThat(registry(PAYEE, keep, from - 1)).isInstanceOf(Result.Success.class);
        settle(from + 1, row(pool, 1_000));
        assertThat(accounts.balance(thief)).isEqualTo(Amount.ZERO);
        assertThat(registry(PAYEE, keep, from + 1)).isInstanceOf(Result.Revert.class);
    }

    @Test
    void whatCollectSaysItPaysIsWhatItPays() {
        for (int i = 0; i < 20; i++) {
            settle(NOW + i, row(pool, 333 + i));
        }
        long release = NOW + validators.spec.settlement().holdbackMillis() + 10;
        var call = new Call(OWNER, Amount.ZERO, Settlement.COLLECT.encodeCall(AbiValue.of(PROVIDER)), release);
        var mark = accounts.mark();
        var said = contracts.settlement().call(call, accounts);
        accounts.revertTo(mark);
        var before = accounts.balance(PAYEE);
        assertThat(contracts.settlement().call(call, accounts)).isEqualTo(said);
        var amount = Settlement.COLLECT
                .decodeResult(((Result.Success) said).output())
                .orBroken("an amount")
                .amount(0)
                .orElseThrow();
        assertThat(amount).isGreaterThan(Amount.ZERO);
        assertThat(accounts.balance(PAYEE)).isEqualTo(before.plus(amount));
    }
}
