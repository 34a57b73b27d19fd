// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.SettlementRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.SettleRows;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;

/// Pays providers what service chains bill. Protocol §8.
///
/// The line that pays a provider is in [Payouts#earn].
public final class Settlement implements PlatformContract {
    public static final Function COLLECT = Function.of("collect(address provider)", "(uint256)");
    public static final Function PAY_DEBTS = Function.of("payDebts(bytes32 pool)", "(uint256 left)");
    public static final Function BOOK =
            Function.of("book(address provider)", "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)");
    public static final Function TOTALS =
            Function.of("totals()", "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)");
    public static final Function PAYOUT = Function.of(
            "payout(address provider)", "(address payee,uint256 due,uint256 held,uint64 releaseMillis,string reason)");
    public static final Event SETTLED = Event.of("Settled(bytes32 indexed pool,address indexed provider,uint64 window,"
            + "uint256 units,uint256 billed,uint256 paid,uint256 fee,uint256 burned,uint256 held,uint256 owed)");
    public static final Event NOT_SETTLED = Event.of(
            "NotSettled(bytes32 indexed pool,address indexed provider,uint64 window,uint256 billed,string reason)");
    public static final Event RELEASED = Payouts.RELEASED;
    public static final Event PAID_OUT = Payouts.PAID_OUT;
    public static final Event DEBT_PAID = Payouts.DEBT_PAID;
    public static final Event PENDING = Payouts.PENDING;

    private final ChainSpec spec;
    private final SettlementRules rules;
    private final Operations operations = Operations.NONE
            .on(COLLECT, this::collect)
            .on(PAY_DEBTS, this::payDebts)
            .on(BOOK, (_, arguments, accounts) -> describe(new PayoutBook(accounts, arguments.address(0))))
            .on(TOTALS, (_, _, accounts) -> describe(PayoutBook.ofAll(accounts)))
            .on(PAYOUT, (call, arguments, accounts) -> payout(arguments.address(0), accounts, call.nowMillis()));

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
        return operations.run(call, accounts);
    }

    /// Settles the rows of a closed window, row by row.
    public List<LogEntry> settle(ChainName source, SettleRows message, Accounts accounts, long nowMillis) {
        return new WindowSettlement(spec, source, message, accounts, nowMillis).settle();
    }

    private Result payDebts(Call call, Arguments arguments, Accounts accounts) {
        var pool = Pool.of(accounts, arguments.hash(0));
        if (!pool.exists()) {
            return Result.revert("there is no such pool");
        }
        var payouts = new Payouts(rules, accounts, call.nowMillis());
        payouts.debts(pool);
        var left = AbiValue.of(pool.debts().total());
        return new Result.Success(PAY_DEBTS.encodeResult(left), payouts.logs(), List.of());
    }

    private Result collect(Call call, Arguments arguments, Accounts accounts) {
        var payouts = new Payouts(rules, accounts, call.nowMillis());
        var amount = payouts.collect(arguments.address(0));
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

    private static Result describe(PayoutBook book) {
        return Result.returned(BOOK.encodeResult(
                AbiValue.of(book.billed()),
                AbiValue.of(book.paid()),
                AbiValue.of(book.fees()),
                AbiValue.of(book.burned()),
                AbiValue.of(book.held()),
                AbiValue.of(book.due()),
                AbiValue.of(book.owed()),
                AbiValue.of(book.credited())));
    }
}
