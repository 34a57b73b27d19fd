// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// One message of rating rows on its way into the books: a row that cannot be settled is logged with its reason and
/// holds
/// up no other; what a pool chose not to cover is divided among its rows. Protocol §8.
final class WindowSettlement {
    /// A month, and the longest acceptance beyond it. Whatever a chain says, nothing is held back for longer.
    private static final long LONGEST_HOLD_MILLIS = 62L * 86_400_000;

    private final ChainName source;
    private final SettleRows message;
    private final Accounts accounts;
    private final long nowMillis;
    private final long bucketMillis;
    private final SettledWindows windows;
    private final Payouts payouts;

    WindowSettlement(ChainSpec spec, ChainName source, SettleRows message, Accounts accounts, long nowMillis) {
        this.source = source;
        this.message = message;
        this.accounts = accounts;
        this.nowMillis = nowMillis;
        this.bucketMillis = spec.serviceChain(source).buckets().bucketMillis();
        this.windows = new SettledWindows(spec, accounts, source);
        this.payouts = new Payouts(spec.settlement(), accounts, nowMillis);
    }

    /// The logs, in the order of the rows.
    List<LogEntry> settle() {
        windows.settled(message.window(), message.root(), nowMillis);
        var rows = message.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            var pool = rows.get(from).key().pool();
            while (to < rows.size() && rows.get(to).key().pool().equals(pool)) {
                to++;
            }
            settle(pool, rows.subList(from, to), to == rows.size() ? message.rest() : Amount.ZERO);
            from = to;
        }
        return payouts.logs();
    }

    private void settle(Hash id, List<RatingRow> rows, Amount rest) {
        var pool = Pool.of(accounts, id);
        if (!pool.exists()) {
            rows.forEach(row -> refuse(row, "UNKNOWN_POOL"));
            return;
        }
        var sound = new ArrayList<RatingRow>();
        var left = pool.escrow(source).billable();
        for (var row : rows) {
            if (!left.isLessThan(row.amount())) {
                left = left.minus(row.amount());
                sound.add(row);
            }
        }
        var parts = fund(pool, sound, rest.min(left)).iterator();
        int next = 0;
        for (var row : rows) {
            if (next < sound.size() && row == sound.get(next)) {
                settle(pool, row, parts.next());
                next++;
            } else {
                refuse(row, "OVER_AUTHORISED");
            }
        }
        payouts.debts(pool);
    }

    private List<Funding.Part> fund(Pool pool, List<RatingRow> rows, Amount rest) {
        var lanes = new TreeMap<Address, Amount>();
        rows.forEach(row -> lanes.computeIfAbsent(
                row.provider(), provider -> pool.lane(provider).amount()));
        pool.reinforce(source, Funding.wanted(rows, lanes).plus(rest));
        return Funding.of(rows, lanes, pool.authorised(source), rest);
    }

    private void settle(Pool pool, RatingRow row, Funding.Part part) {
        var split = payouts.earn(pool.id(), row.provider(), message.aggregator(), part.paid(), releaseMillis(row));
        pool.bill(source, row.provider(), part, split.held());
        new Scopes(accounts, source).settled(row, nowMillis, LONGEST_HOLD_MILLIS + windows.memoryMillis());
        if (!part.owed().isZero()) {
            new PayoutBook(accounts, row.provider()).owe(part.owed());
            PayoutBook.ofAll(accounts).owe(part.owed());
            pool.owe(new Debts.Debt(row.provider(), message.aggregator(), part.owed(), releaseMillis(row)));
        }
        payouts.logs()
                .add(Logs.log(
                        Reserved.SETTLEMENT,
                        Settlement.SETTLED,
                        AbiValue.of(pool.id()),
                        AbiValue.of(row.provider()),
                        AbiValue.of(message.window()),
                        AbiValue.of(row.units()),
                        AbiValue.of(row.amount()),
                        AbiValue.of(split.paid()),
                        AbiValue.of(split.fee()),
                        AbiValue.of(split.burned()),
                        AbiValue.of(split.held()),
                        AbiValue.of(part.owed())));
        payouts.automatic(row.provider());
    }

    private void refuse(RatingRow row, String reason) {
        payouts.logs()
                .add(Logs.log(
                        Reserved.SETTLEMENT,
                        Settlement.NOT_SETTLED,
                        AbiValue.of(row.key().pool()),
                        AbiValue.of(row.provider()),
                        AbiValue.of(message.window()),
                        AbiValue.of(row.amount()),
                        AbiValue.of(reason)));
    }

    /// A ranked bill's holdback waits for its close.
    private long releaseMillis(RatingRow row) {
        long longest = nowMillis + LONGEST_HOLD_MILLIS;
        long closes = Math.min(row.closes().number(), longest / bucketMillis);
        return Math.min(longest, (closes + 1) * bucketMillis);
    }
}
