// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.contract.Holdbacks.Holdback;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
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
    public static final Function PAYOUT = Function.of(
            "payout(address provider)", "(address payee,uint256 due,uint256 held,uint64 releaseMillis,string reason)");
    public static final Event SETTLED = Event.of("Settled(bytes32 indexed pool,address indexed provider,uint64 window,"
            + "uint256 units,uint256 billed,uint256 paid,uint256 fee,uint256 burned,uint256 held)");
    public static final Event NOT_SETTLED = Event.of(
            "NotSettled(bytes32 indexed pool,address indexed provider,uint64 window,uint256 billed,string reason)");
    public static final Event RELEASED = Payouts.RELEASED;
    public static final Event PAID_OUT = Payouts.PAID_OUT;
    public static final Event PENDING = Payouts.PENDING;

    private static final FunctionTable FUNCTIONS = FunctionTable.of(COLLECT, BOOK, TOTALS, PAYOUT);

    /// A month, and the longest acceptance beyond it. Whatever a chain says, nothing is held back for longer.
    private static final long LONGEST_HOLD_MILLIS = 62L * 86_400_000;

    private final ChainSpec spec;
    private final SettlementRules rules;

    Settlement(ChainSpec spec) {
        this.spec = spec;
        this.rules = spec.settlement();
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
                    case "payout" -> payout(decoded.arguments().address(0), accounts, call.nowMillis());
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
                var payouts = new Payouts(rules, accounts, nowMillis);
                payouts.automatic(row.provider());
                logs.addAll(payouts.logs());
            }
        }
        return logs;
    }

    private static Optional<String> refusal(ChainName source, RatingRow row, Accounts accounts) {
        var pool = Pool.of(accounts, row.key().pool());
        if (!pool.exists()) {
            return Optional.of("UNKNOWN_POOL");
        }
        return pool.authorised(source).isLessThan(row.amount()) ? Optional.of("OVER_AUTHORISED") : Optional.empty();
    }

    private LogEntry settle(ChainName source, SettleRows message, RatingRow row, Accounts accounts, long nowMillis) {
        var provider = Registry.provider(accounts, row.provider(), nowMillis);
        long age = provider.sinceMillis() == 0 ? 0 : nowMillis - provider.sinceMillis();
        var split = Split.of(row.amount(), rules, age);
        Pool.of(accounts, row.key().pool()).bill(source, split.billed().minus(split.held()), split.held());
        pay(row, split, message.aggregator(), accounts);
        var book = new PayoutBook(accounts, row.provider());
        if (!split.held().isZero()) {
            book.holdbacks().add(new Holdback(row.key().pool(), split.held(), releaseMillis(source, row, nowMillis)));
        }
        book.bill(split);
        PayoutBook.ofAll(accounts).bill(split);
        return Logs.log(
                address(),
                SETTLED,
                AbiValue.of(row.key().pool()),
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
    private void pay(RatingRow row, Split split, Address aggregator, Accounts accounts) {
        accounts.move(Reserved.POOLS, address(), split.paid());
        new PayoutBook(accounts, row.provider()).addDue(split.paid());
        accounts.move(Reserved.POOLS, aggregator, split.fee());
        accounts.burn(Reserved.POOLS, split.burned());
    }

    /// Not before the entries can no longer be challenged, nor before a ranked bill's close.
    private long releaseMillis(ChainName source, RatingRow row, long nowMillis) {
        long bucketMillis = spec.serviceChain(source).buckets().bucketMillis();
        long longest = nowMillis + LONGEST_HOLD_MILLIS;
        long closes = Math.min(row.closes().number(), longest / bucketMillis);
        return Math.max(nowMillis + rules.holdbackMillis(), Math.min(longest, (closes + 1) * bucketMillis));
    }

    private Result collect(Address provider, Accounts accounts, long nowMillis) {
        var payouts = new Payouts(rules, accounts, nowMillis);
        var amount = payouts.collect(provider);
        return new Result.Success(COLLECT.encodeResult(AbiValue.of(amount)), payouts.logs(), List.of());
    }

    private static Result payout(Address provider, Accounts accounts, long nowMillis) {
        var book = new PayoutBook(accounts, provider);
        var holdbacks = book.holdbacks();
        long release = holdbacks.size() == 0 ? 0 : holdbacks.first().releaseMillis();
        return Result.returned(PAYOUT.encodeResult(
                AbiValue.of(Registry.provider(accounts, provider, nowMillis).payee()),
                AbiValue.of(book.due()),
                AbiValue.of(book.held()),
                AbiValue.of(release),
                AbiValue.of(Payouts.reason(book).name())));
    }

    private LogEntry notSettled(long window, RatingRow row, String reason) {
        return Logs.log(
                address(),
                NOT_SETTLED,
                AbiValue.of(row.key().pool()),
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
