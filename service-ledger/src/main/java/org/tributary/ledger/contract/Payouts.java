// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// What providers get, and when: at once, or once it is no longer held back. Protocol §8.
///
/// Running it twice changes nothing: what was sent is no longer due, what was released no longer held.
final class Payouts {
    static final Event RELEASED =
            Event.of("HoldbackReleased(bytes32 indexed pool,address indexed provider,uint256 amount)");
    static final Event PAID_OUT = Event.of("PaidOut(address indexed provider,address indexed payee,uint256 amount)");
    static final Event PENDING = Event.of("PayoutPending(address indexed provider,uint256 due,string reason)");

    /// Bounds one call; what is left comes with the next. Each row holds back once at most, so nothing piles up.
    private static final int MAX_RELEASES = 16;

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
            Pool.of(accounts, holdback.pool()).release(holdback.amount());
            accounts.move(Reserved.POOLS, Reserved.SETTLEMENT, holdback.amount());
            book.release(holdback.amount());
            book.addDue(holdback.amount());
            PayoutBook.ofAll(accounts).release(holdback.amount());
            logs.add(Logs.log(
                    Reserved.SETTLEMENT,
                    RELEASED,
                    AbiValue.of(holdback.pool()),
                    AbiValue.of(provider),
                    AbiValue.of(holdback.amount())));
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
        logs.add(Logs.log(
                Reserved.SETTLEMENT, PAID_OUT, AbiValue.of(provider), AbiValue.of(payee), AbiValue.of(due)));
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
        return book.billed().isZero() ? Unpaid.NOTHING_BILLED : Unpaid.ALL_PAID;
    }
}
