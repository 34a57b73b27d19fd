// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.TestValidators;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.Holdbacks.Holdback;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.ledger.state.State;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// What is held back, comes free, is due and is sent. Protocol §8.
class PayoutsTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final Hash POOL = Keccak.hash(Bytes.of(1));
    private static final Address PROVIDER = Address.reserved(0xe0);

    private final SettlementRules devnet = new TestValidators().spec.settlement();
    private final Accounts accounts = new Accounts(State.over(new MemoryStore()));
    private final Pool pool = Pool.of(accounts, POOL);

    @BeforeEach
    void fund() {
        accounts.credit(Reserved.POOLS, Amount.of(1_000_000));
        pool.create(Address.reserved(0xd0));
        pool.deposit(Amount.of(1_000_000));
        pool.authorise(CDN, Amount.of(1_000_000));
    }

    private SettlementRules rules(long automaticPayout) {
        return new SettlementRules(
                devnet.protocolFeeBasisPoints(),
                devnet.aggregatorFeeBasisPoints(),
                devnet.holdback(),
                devnet.holdbackMillis(),
                devnet.pricePerGigabyte(),
                devnet.retentionPricePerDay(),
                Amount.of(automaticPayout));
    }

    private PayoutBook book() {
        return new PayoutBook(accounts, PROVIDER);
    }

    /// As a settled row does.
    private void earn(long paid, long held, long releaseMillis) {
        var split = new Split(Amount.of(paid + held), Amount.of(paid), Amount.ZERO, Amount.ZERO, Amount.of(held));
        pool.bill(CDN, PROVIDER, new Funding.Part(Amount.ZERO, split.billed(), Amount.ZERO), split.held());
        accounts.move(Reserved.POOLS, Reserved.SETTLEMENT, split.paid());
        book().bill(split);
        PayoutBook.ofAll(accounts).bill(split);
        book().addDue(split.paid());
        if (held > 0) {
            book().holdbacks().add(new Holdback(POOL, split.held(), releaseMillis));
            new HeldByPool(accounts, PROVIDER, POOL).add(split.held());
        }
    }

    private List<String> reasons(Payouts payouts) {
        return payouts.logs().stream()
                .filter(log -> log.topics().getFirst().equals(Payouts.PENDING.topic0()))
                .map(log -> Payouts.PENDING.decode(new Event.Entry(log.topics(), log.data())))
                .map(decoded -> switch (decoded) {
                    case Decoded.Value<org.tributary.ledger.abi.Arguments>(var values) -> values.text(2);
                    case Decoded.Malformed<org.tributary.ledger.abi.Arguments>(var why) -> why;
                })
                .toList();
    }

    private String zero(long automaticPayout, long nowMillis) {
        var payouts = new Payouts(rules(automaticPayout), accounts, nowMillis);
        payouts.automatic(PROVIDER);
        return String.join(",", reasons(payouts));
    }

    @Test
    void everyZeroHasAReason() {
        assertThat(zero(0, 1)).isEqualTo("NOTHING_BILLED");
        earn(0, 7, 1_000);
        assertThat(zero(0, 999)).isEqualTo("HELD_BACK");
        assertThat(zero(8, 1_000)).isEqualTo("BELOW_AUTOMATIC_PAYOUT");
        assertThat(zero(7, 1_000)).isEmpty();
        assertThat(zero(7, 1_000)).isEqualTo("ALL_PAID");
    }

    @Test
    void whatIsTooLittleForAPayoutIsKeptAndAddsUp() {
        earn(60, 0, 0);
        assertThat(zero(100, 1)).isEqualTo("BELOW_AUTOMATIC_PAYOUT");
        assertThat(accounts.balance(PROVIDER)).isEqualTo(Amount.ZERO);
        assertThat(book().due()).isEqualTo(Amount.of(60));
        earn(45, 0, 0);
        assertThat(zero(100, 1)).isEmpty();
        assertThat(accounts.balance(PROVIDER)).isEqualTo(Amount.of(105));
    }

    @Test
    void aPayoutRunTwiceChangesNothing() {
        earn(60, 30, 500);
        var first = new Payouts(rules(0), accounts, 600);
        assertThat(first.collect(PROVIDER)).isEqualTo(Amount.of(90));
        var root = accounts.balance(PROVIDER);
        var again = new Payouts(rules(0), accounts, 600);
        assertThat(again.collect(PROVIDER)).isEqualTo(Amount.ZERO);
        assertThat(accounts.balance(PROVIDER)).isEqualTo(root);
        assertThat(pool.held()).isEqualTo(Amount.ZERO);
        assertThat(reasons(again)).containsExactly("ALL_PAID");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void theEarliestHoldbackIsFirstInAnyOrderOfAdding(long seed) {
        var random = new Random(seed);
        var heap = new Holdbacks(new Storage(accounts, Reserved.SETTLEMENT), Slots.at(99));
        var model = new PriorityQueue<Long>();
        for (int i = 0; i < 400; i++) {
            if (model.isEmpty() || random.nextInt(5) < 3) {
                long at = random.nextInt(50);
                heap.add(new Holdback(POOL, Amount.of(i + 1), at));
                model.add(at);
            } else {
                assertThat(heap.first().releaseMillis()).isEqualTo(model.poll());
                heap.removeFirst();
            }
            assertThat(heap.size()).isEqualTo(model.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void whatIsHeldIsReleasedInItsTimeAndNothingIsLost(long seed) {
        var random = new Random(seed);
        var waiting = new ArrayList<Holdback>();
        long earned = 0;
        for (long now = 1; now < 300; now++) {
            long paid = random.nextInt(20);
            long held = random.nextInt(20);
            earned += paid + held;
            earn(paid, held, now + random.nextInt(60));
            if (held > 0) {
                waiting.add(new Holdback(POOL, Amount.of(held), 0));
            }
            var payouts = new Payouts(rules(random.nextInt(50)), accounts, now);
            payouts.automatic(PROVIDER);
            var book = book();
            assertThat(book.billed()).isEqualTo(book.paid().plus(book.held()));
            assertThat(book.paid()).isEqualTo(accounts.balance(PROVIDER).plus(book.due()));
            assertThat(pool.held()).isEqualTo(book.held());
            assertThat(accounts.balance(Reserved.SETTLEMENT)).isEqualTo(book.due());
            var holdbacks = book.holdbacks();
            assertThat(holdbacks.size() == 0 || holdbacks.first().releaseMillis() > now)
                    .as("nothing that is due stays")
                    .isTrue();
        }
        new Payouts(rules(0), accounts, 1_000).collect(PROVIDER);
        while (book().holdbacks().size() > 0) {
            new Payouts(rules(0), accounts, 1_000).collect(PROVIDER);
        }
        assertThat(waiting).isNotEmpty();
        assertThat(accounts.balance(PROVIDER)).isEqualTo(Amount.of(earned));
        assertThat(pool.paid()).isEqualTo(Amount.of(earned));
    }
}
