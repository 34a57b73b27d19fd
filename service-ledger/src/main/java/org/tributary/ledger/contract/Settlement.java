// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.contract.PayoutBook.Holdback;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.SettleRow;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;

/// Pays providers what service chains bill. Protocol §8.
///
/// The line that pays a provider is in [#pay].
public final class Settlement implements PlatformContract {
    public static final Function COLLECT = Function.of("collect(address provider)", "(uint256)");
    public static final Function BOOK =
            Function.of("book(address provider)", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    public static final Function TOTALS = Function.of("totals()", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    public static final Event SETTLED = Event.of("Settled(bytes32 indexed pool,address indexed provider,uint64 window,"
            + "uint256 units,uint256 billed,uint256 paid,uint256 fee,uint256 burned,uint256 held)");
    public static final Event NOT_SETTLED = Event.of(
            "NotSettled(bytes32 indexed pool,address indexed provider,uint64 window,uint256 billed,string reason)");
    public static final Event RELEASED =
            Event.of("HoldbackReleased(bytes32 indexed pool,address indexed provider,uint256 amount)");
    public static final Event PAID_OUT =
            Event.of("PaidOut(address indexed provider,address indexed payee,uint256 amount)");

    private static final FunctionTable FUNCTIONS = FunctionTable.of(COLLECT, BOOK, TOTALS);

    /// Bounds one call; what is left comes with the next.
    private static final int MAX_RELEASES = 16;

    private final SettlementRules rules;

    Settlement(SettlementRules rules) {
        this.rules = rules;
    }

    @Override
    public Address address() {
        return Reserved.SETTLEMENT;
    }

    @Override
    public Result call(Call call, Accounts accounts) {
        if (!call.value().isZero()) {
            return Result.revert("Settlement takes no tokens");
        }
        return switch (FUNCTIONS.decode(call.input())) {
            case Decoded.Malformed<FunctionTable.Call>(var reason) -> Result.revert(reason);
            case Decoded.Value<FunctionTable.Call>(var decoded) ->
                switch (decoded.function().name()) {
                    case "collect" -> collect(decoded.arguments().address(0), accounts, call.nowMillis());
                    case "book" ->
                        describe(new PayoutBook(accounts, decoded.arguments().address(0)));
                    default -> describe(PayoutBook.ofAll(accounts));
                };
        };
    }

    /// Settles the rows of a closed window, one by one: a row that cannot be settled is logged with its reason and
    /// holds up no other.
    public List<LogEntry> settle(ChainName source, SettleRows message, Accounts accounts, long nowMillis) {
        var logs = new ArrayList<LogEntry>();
        for (var row : message.rows()) {
            var reason = refusal(source, row, accounts);
            if (reason.isPresent()) {
                logs.add(notSettled(message.window(), row, reason.get()));
            } else {
                logs.add(settle(source, message, row, accounts, nowMillis));
                release(row.provider(), accounts, nowMillis, logs);
                payOut(row.provider(), accounts, rules.automaticPayout(), logs);
            }
        }
        return logs;
    }

    private static Optional<String> refusal(ChainName source, SettleRow row, Accounts accounts) {
        var pool = Pool.of(accounts, row.pool());
        if (!pool.exists()) {
            return Optional.of("UNKNOWN_POOL");
        }
        return pool.authorised(source).isLessThan(row.amount()) ? Optional.of("OVER_AUTHORISED") : Optional.empty();
    }

    private LogEntry settle(ChainName source, SettleRows message, SettleRow row, Accounts accounts, long nowMillis) {
        var provider = Registry.provider(accounts, row.provider());
        long age = provider.sinceMillis() == 0 ? 0 : nowMillis - provider.sinceMillis();
        var split = Split.of(row.amount(), rules, age);
        Pool.of(accounts, row.pool()).bill(source, split.billed().minus(split.held()), split.held());
        pay(row, split, message.aggregator(), accounts);
        var book = new PayoutBook(accounts, row.provider());
        if (!split.held().isZero()) {
            book.hold(new Holdback(row.pool(), split.held(), nowMillis + rules.holdbackMillis()));
        }
        book.bill(split);
        PayoutBook.ofAll(accounts).bill(split);
        return Logs.log(
                address(),
                SETTLED,
                AbiValue.of(row.pool()),
                AbiValue.of(row.provider()),
                AbiValue.of(message.window()),
                AbiValue.of(row.units()),
                AbiValue.of(split.billed()),
                AbiValue.of(split.paid()),
                AbiValue.of(split.fee()),
                AbiValue.of(split.burned()),
                AbiValue.of(split.held()));
    }

    /// The provider's share leaves the pool, the aggregator gets its fee, the protocol's fee is burned.
    private void pay(SettleRow row, Split split, Address aggregator, Accounts accounts) {
        accounts.move(Reserved.POOLS, address(), split.paid());
        new PayoutBook(accounts, row.provider()).owe(split.paid());
        accounts.move(Reserved.POOLS, aggregator, split.fee());
        accounts.burn(Reserved.POOLS, split.burned());
    }

    private Result collect(Address provider, Accounts accounts, long nowMillis) {
        var logs = new ArrayList<LogEntry>();
        release(provider, accounts, nowMillis, logs);
        var amount = payOut(provider, accounts, Amount.ZERO, logs);
        return new Result.Success(COLLECT.encodeResult(AbiValue.of(amount)), logs, List.of());
    }

    /// Frees the holdbacks whose time has come, oldest first.
    private void release(Address provider, Accounts accounts, long nowMillis, List<LogEntry> logs) {
        var book = new PayoutBook(accounts, provider);
        for (int i = 0; i < MAX_RELEASES && book.hasHoldback(); i++) {
            var holdback = book.oldest();
            if (holdback.releaseMillis() > nowMillis) {
                return;
            }
            book.dropOldest();
            Pool.of(accounts, holdback.pool()).release(holdback.amount());
            accounts.move(Reserved.POOLS, address(), holdback.amount());
            book.release(holdback.amount());
            book.owe(holdback.amount());
            PayoutBook.ofAll(accounts).release(holdback.amount());
            logs.add(Logs.log(
                    address(),
                    RELEASED,
                    AbiValue.of(holdback.pool()),
                    AbiValue.of(provider),
                    AbiValue.of(holdback.amount())));
        }
    }

    /// Sends the payee what is due, where that is at least `threshold`. Returns what was sent.
    private Amount payOut(Address provider, Accounts accounts, Amount threshold, List<LogEntry> logs) {
        var book = new PayoutBook(accounts, provider);
        var due = book.due();
        if (due.isZero() || due.isLessThan(threshold)) {
            return Amount.ZERO;
        }
        var payee = Registry.provider(accounts, provider).payee();
        book.collected();
        accounts.move(address(), payee, due);
        logs.add(Logs.log(address(), PAID_OUT, AbiValue.of(provider), AbiValue.of(payee), AbiValue.of(due)));
        return due;
    }

    private LogEntry notSettled(long window, SettleRow row, String reason) {
        return Logs.log(
                address(),
                NOT_SETTLED,
                AbiValue.of(row.pool()),
                AbiValue.of(row.provider()),
                AbiValue.of(window),
                AbiValue.of(row.amount()),
                AbiValue.of(reason));
    }

    private static Result describe(PayoutBook book) {
        return Result.returned(BOOK.encodeResult(
                AbiValue.of(book.billed()),
                AbiValue.of(book.paid()),
                AbiValue.of(book.fees()),
                AbiValue.of(book.burned()),
                AbiValue.of(book.held()),
                AbiValue.of(book.due())));
    }
}
