// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.Holdbacks.Holdback;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// What providers get, and when: at once, or once it is no longer held back. Protocol §8.
///
/// Running it twice changes nothing: what was sent is no longer due, what was released no longer held.
final class Payouts {
    static final Event RELEASED =
            Event.of("HoldbackReleased(bytes32 indexed pool,address indexed provider,uint256 amount)");
    static final Event PAID_OUT = Event.of("PaidOut(address indexed provider,address indexed payee,uint256 amount)");
    static final Event DEBT_PAID = Event.of("DebtPaid(bytes32 indexed pool,address indexed provider,uint256 amount,"
            + "uint256 paid,uint256 fee,uint256 burned,uint256 held)");
    static final Event PENDING = Event.of("PayoutPending(address indexed provider,uint256 due,string reason)");

    /// Bounds one call; what is left comes with the next. Each row holds back once at most, so nothing piles up.
    private static final int MAX_RELEASES = 16;

    /// Likewise.
    private static final int MAX_DEBTS = 16;

    private final SettlementRules rules;
    private final Accounts accounts;
    private final long nowMillis;
    private final List<LogEntry> logs = new ArrayList<>();

    Payouts(SettlementRules rules, Accounts accounts, long nowMillis) {
        this.rules = rules;
        this.accounts = accounts;
        this.nowMillis = nowMillis;
    }

    List<LogEntry> logs() {
        return logs;
    }

    /// Divides what a pool pays for one provider: the provider's share leaves the pool, the aggregator gets its fee,
    /// the
    /// protocol's fee is burned, the holdback stays.
    ///
    /// @param holdMillis until when the holdback waits at least
    Split earn(Hash pool, Address provider, Address aggregator, Amount amount, long holdMillis) {
        long since = Registry.provider(accounts, provider, nowMillis).sinceMillis();
        var split = Split.of(amount, rules, since == 0 ? 0 : nowMillis - since);
        accounts.move(Reserved.POOLS, Reserved.SETTLEMENT, split.paid());
        accounts.move(Reserved.POOLS, aggregator, split.fee());
        accounts.burn(Reserved.POOLS, split.burned());
        var book = new PayoutBook(accounts, provider);
        book.addDue(split.paid());
        if (!split.held().isZero()) {
            long release = Math.max(nowMillis + rules.holdbackMillis(), holdMillis);
            book.holdbacks().add(new Holdback(pool, split.held(), release));
            new HeldByPool(accounts, provider, pool).add(split.held());
        }
        book.bill(split);
        PayoutBook.ofAll(accounts).bill(split);
        return split;
    }

    /// Pays the oldest debts of the pool with what is set aside for them.
    void debts(Pool pool) {
        var debts = pool.debts();
        for (int i = 0; i < MAX_DEBTS && !debts.isEmpty() && !pool.owed().isZero(); i++) {
            var debt = debts.oldest();
            var amount = debt.amount().min(pool.owed());
            new PayoutBook(accounts, debt.provider()).settleOwed(amount);
            PayoutBook.ofAll(accounts).settleOwed(amount);
            var split = earn(pool.id(), debt.provider(), debt.aggregator(), amount, debt.holdMillis());
            pool.payDebt(amount, split.held());
            logs.add(Logs.log(
                    Reserved.SETTLEMENT,
                    DEBT_PAID,
                    AbiValue.of(pool.id()),
                    AbiValue.of(debt.provider()),
                    AbiValue.of(split.billed()),
                    AbiValue.of(split.paid()),
                    AbiValue.of(split.fee()),
                    AbiValue.of(split.burned()),
                    AbiValue.of(split.held())));
            automatic(debt.provider());
        }
    }

    /// Pays the provider what has come free, where that is worth a payout of its own.
    void automatic(Address provider) {
        release(provider);
        payOut(provider, rules.automaticPayout());
    }

    /// Pays the provider whatever has come free. Returns what was sent.
    Amount collect(Address provider) {
        release(provider);
        return payOut(provider, Amount.ZERO);
    }

    /// Frees the holdbacks whose time has come, oldest first.
    private void release(Address provider) {
        var book = new PayoutBook(accounts, provider);
        var holdbacks = book.holdbacks();
        for (int i = 0; i < MAX_RELEASES && holdbacks.size() > 0; i++) {
            var holdback = holdbacks.first();
            if (holdback.releaseMillis() > nowMillis) {
                return;
            }
            holdbacks.removeFirst();
            var amount = new HeldByPool(accounts, provider, holdback.pool()).release(holdback.amount());
            Pool.of(accounts, holdback.pool()).release(amount);
            accounts.move(Reserved.POOLS, Reserved.SETTLEMENT, amount);
            book.release(amount);
            book.addDue(amount);
            PayoutBook.ofAll(accounts).release(amount);
            logs.add(Logs.log(
                    Reserved.SETTLEMENT,
                    RELEASED,
                    AbiValue.of(holdback.pool()),
                    AbiValue.of(provider),
                    AbiValue.of(amount)));
        }
    }

    /// Sends the payee what is due, where that is at least `threshold`; else logs why not. Returns what was sent.
    private Amount payOut(Address provider, Amount threshold) {
        var book = new PayoutBook(accounts, provider);
        var due = book.due();
        if (due.isZero() || due.isLessThan(threshold)) {
            var reason = AbiValue.of(reason(book).name());
            logs.add(Logs.log(Reserved.SETTLEMENT, PENDING, AbiValue.of(provider), AbiValue.of(due), reason));
            return Amount.ZERO;
        }
        var payee = Registry.provider(accounts, provider, nowMillis).payee();
        book.collected();
        accounts.move(Reserved.SETTLEMENT, payee, due);
        logs.add(Logs.log(Reserved.SETTLEMENT, PAID_OUT, AbiValue.of(provider), AbiValue.of(payee), AbiValue.of(due)));
        return due;
    }

    /// Why nothing is sent to a provider of this book.
    static Unpaid reason(PayoutBook book) {
        if (!book.due().isZero()) {
            return Unpaid.BELOW_AUTOMATIC_PAYOUT;
        }
        if (!book.held().isZero()) {
            return Unpaid.HELD_BACK;
        }
        if (!book.owed().isZero()) {
            return Unpaid.OWED_BY_POOLS;
        }
        return book.billed().isZero() ? Unpaid.NOTHING_BILLED : Unpaid.ALL_PAID;
    }
}
