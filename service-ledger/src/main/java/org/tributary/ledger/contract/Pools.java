// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Where DApps keep the money for their providers, and let service chains bill against it.
public final class Pools implements PlatformContract {
    public static final Function CREATE = Function.of("create(bytes32 label)", "(bytes32)");
    public static final Function DEPOSIT = Function.of("deposit(bytes32 pool)");
    public static final Function AUTHORISE = Function.of("authorise(bytes32 pool,bytes32 chain,uint256 amount)");
    public static final Function RECALL = Function.of("recall(bytes32 pool,bytes32 chain,uint256 amount)");
    public static final Function WITHDRAW = Function.of("withdraw(bytes32 pool,uint256 amount)");
    public static final Function REVOKE = Function.of("revoke(bytes32 pool,uint48 minEpoch)");
    public static final Function RETAIN = Function.of("retain(bytes32 pool,bytes32 chain,uint16 days)");
    public static final Function FORGET = Function.of("forget(bytes32 pool,bytes32 chain)");
    public static final Function POOL = Function.of(
            "pool(bytes32 pool)", "(address,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint64)");
    public static final Function AUTHORISED = Function.of("authorised(bytes32 pool,bytes32 chain)", "(uint256)");
    public static final Function CHOOSE_COVER = Function.of("chooseCover(bytes32 pool,uint16 basisPoints)");
    public static final Function GUARANTEE = Function.of("guarantee(bytes32 pool,address provider,uint256 amount)");
    public static final Function END_LANE = Function.of("endLane(bytes32 pool,address provider)");
    public static final Function TAKE_LANE = Function.of("takeLane(bytes32 pool,address provider)");
    public static final Function ESCROW =
            Function.of("escrow(bytes32 pool,bytes32 chain)", "(uint256 authorised,uint256 billable,uint256 recalled)");
    public static final Function COVER = Function.of("cover(bytes32 pool)", "(uint16 basisPoints,uint256 debt)");
    public static final Function LANE =
            Function.of("lane(bytes32 pool,address provider)", "(uint256 amount,uint64 endsMillis)");
    public static final Event CREATED = Event.of("PoolCreated(bytes32 indexed pool,address indexed owner)");
    public static final Event DEPOSITED = Event.of("Deposited(bytes32 indexed pool,uint256 amount)");
    public static final Event AUTHORISED_FOR = PoolEscrows.AUTHORISED_FOR;
    public static final Event RECALLED_FROM = PoolEscrows.RECALLED_FROM;
    public static final Event RELEASED = PoolEscrows.RELEASED;
    public static final Event NOT_RELEASED = PoolEscrows.NOT_RELEASED;
    public static final Event COVER_CHOSEN = Event.of("CoverChosen(bytes32 indexed pool,uint16 basisPoints)");
    public static final Event LANE_GUARANTEED = PoolLanes.GUARANTEED;
    public static final Event LANE_ENDS = PoolLanes.ENDS;
    public static final Event LANE_ENDED = PoolLanes.ENDED;
    public static final Event RETAINED = PoolReceipts.RETAINED;
    public static final Event FORGOTTEN = PoolReceipts.FORGOTTEN;
    public static final Event WITHDRAWN = Event.of("Withdrawn(bytes32 indexed pool,uint256 amount)");
    public static final Event REVOKED = Event.of("Revoked(bytes32 indexed pool,uint48 minEpoch)");

    private static final int WHOLE = 10_000;
    /// Who covers less asks providers to lend more than nine tenths.
    private static final int MIN_COVER = 1_000;

    private final ChainSpec spec;
    private final PoolEscrows escrows;
    private final Operations operations;

    Pools(ChainSpec spec) {
        this.spec = spec;
        this.escrows = new PoolEscrows(spec);
        this.operations = Operations.NONE
                .on(CREATE, this::create)
                .on(DEPOSIT, ofPool(this::deposit))
                .on(POOL, free((pool, _, _, _) -> Result.returned(describe(pool))))
                .on(AUTHORISED, free((pool, _, arguments, _) -> escrows.authorised(pool, arguments.hash(1))))
                .on(ESCROW, free((pool, _, arguments, _) -> escrows.describe(pool, arguments.hash(1))))
                .on(COVER, free((pool, _, _, _) -> describeCover(pool)))
                .on(LANE, free((pool, _, arguments, _) -> describe(pool.lane(arguments.address(1)))))
                .on(AUTHORISE, owned((pool, _, arguments, _) -> escrows.authorise(pool, arguments)))
                .on(RECALL, owned((pool, _, arguments, _) -> escrows.recall(pool, arguments)))
                .on(WITHDRAW, owned((pool, _, arguments, accounts) -> withdraw(pool, arguments, accounts)))
                .on(REVOKE, owned((pool, _, arguments, _) -> revoke(pool, arguments.smallNumber(1))))
                .on(
                        RETAIN,
                        owned((pool, _, arguments, accounts) -> PoolReceipts.retain(spec, pool, arguments, accounts)))
                .on(FORGET, owned((pool, _, arguments, _) -> PoolReceipts.forget(spec, pool, arguments)))
                .on(CHOOSE_COVER, owned((pool, _, arguments, _) -> chooseCover(pool, (int) arguments.smallNumber(1))))
                .on(
                        GUARANTEE,
                        owned((pool, _, arguments, _) -> PoolLanes.guarantee(
                                pool, arguments.address(1), arguments.amount(2).orElse(Amount.ZERO))))
                .on(
                        END_LANE,
                        owned((pool, call, arguments, _) ->
                                PoolLanes.end(spec, pool, arguments.address(1), call.nowMillis())))
                .on(
                        TAKE_LANE,
                        owned((pool, call, arguments, _) ->
                                PoolLanes.take(pool, arguments.address(1), call.nowMillis())));
    }

    /// What a function does with the pool that its first argument names.
    private interface PoolOperation {
        Result run(Pool pool, Call call, Arguments arguments, Accounts accounts);
    }

    private static Operations.Operation ofPool(PoolOperation operation) {
        return (call, arguments, accounts) -> {
            var pool = Pool.of(accounts, arguments.hash(0));
            return pool.exists()
                    ? operation.run(pool, call, arguments, accounts)
                    : Result.revert("there is no such pool");
        };
    }

    /// One that takes no tokens.
    private static Operations.Operation free(PoolOperation operation) {
        return ofPool((pool, call, arguments, accounts) -> call.value().isZero()
                ? operation.run(pool, call, arguments, accounts)
                : Result.revert("only create and deposit take tokens"));
    }

    private static Operations.Operation owned(PoolOperation operation) {
        return free((pool, call, arguments, accounts) -> pool.owner().equals(call.sender())
                ? operation.run(pool, call, arguments, accounts)
                : Result.revert("only the pool's owner may do that"));
    }

    /// The pool that `owner` creates with `label`.
    public static Hash id(Address owner, Hash label) {
        return Keccak.hash(Bytes32.leftPad(owner.bytes()), label.bytes());
    }

    @Override
    public Address address() {
        return Reserved.POOLS;
    }

    @Override
    public Result call(Call call, Accounts accounts) {
        return operations.run(call, accounts);
    }

    private Result create(Call call, Arguments arguments, Accounts accounts) {
        if (!Registry.isDapp(accounts, call.sender())) {
            return Result.revert("register as a DApp first");
        }
        var id = id(call.sender(), arguments.hash(0));
        var pool = Pool.of(accounts, id);
        if (pool.exists()) {
            return Result.revert("you have a pool with this label already");
        }
        pool.create(call.sender());
        pool.deposit(call.value());
        var created = Logs.log(address(), CREATED, AbiValue.of(id), AbiValue.of(call.sender()));
        var deposited = Logs.log(address(), DEPOSITED, AbiValue.of(id), AbiValue.of(call.value()));
        return new Result.Success(CREATE.encodeResult(AbiValue.of(id)), List.of(created, deposited), List.of());
    }

    /// Debts of the pool are paid at once.
    private Result deposit(Pool pool, Call call, Arguments arguments, Accounts accounts) {
        pool.deposit(call.value());
        var logs = new ArrayList<LogEntry>();
        logs.add(Logs.log(address(), DEPOSITED, AbiValue.of(pool.id()), AbiValue.of(call.value())));
        var payouts = new Payouts(spec.settlement(), accounts, call.nowMillis());
        payouts.debts(pool);
        logs.addAll(payouts.logs());
        return new Result.Success(Bytes.EMPTY, logs, List.of());
    }

    /// Providers rely on what they were shown: as long as something may be billed, the share only rises.
    private Result chooseCover(Pool pool, int basisPoints) {
        if (basisPoints < MIN_COVER || basisPoints > WHOLE) {
            return Result.revert("choose a cover of " + MIN_COVER + " to " + WHOLE + " basis points");
        }
        var chains = spec.serviceChains().stream().map(ServiceChainSpec::name).toList();
        boolean idle =
                chains.stream().allMatch(chain -> pool.escrow(chain).billable().isZero());
        if (!idle && basisPoints < pool.coverBasisPoints()) {
            return Result.revert(
                    "the cover only rises while something may be billed; recall that, or make another pool");
        }
        if (!pool.couldCover(basisPoints, chains)) {
            return Result.revert("what chains may bill already has less cover than that; recall some of it first");
        }
        pool.cover(basisPoints);
        return Result.done(Logs.log(address(), COVER_CHOSEN, AbiValue.of(pool.id()), AbiValue.of(basisPoints)));
    }

    /// A service chain gives back what it might bill.
    public List<LogEntry> release(ChainName source, EscrowRelease release, Accounts accounts, long nowMillis) {
        return escrows.release(source, release, accounts, nowMillis);
    }

    private Result withdraw(Pool pool, Arguments arguments, Accounts accounts) {
        var amount = arguments.amount(1);
        if (amount.isEmpty() || pool.free().isLessThan(amount.get())) {
            return Result.revert("the pool has only " + pool.free() + " free");
        }
        pool.withdraw(amount.get());
        accounts.move(address(), pool.owner(), amount.get());
        return Result.done(Logs.log(address(), WITHDRAWN, AbiValue.of(pool.id()), AbiValue.of(amount.get())));
    }

    private Result revoke(Pool pool, long minEpoch) {
        if (minEpoch <= pool.minEpoch()) {
            return Result.revert("the pool's minimum epoch only rises");
        }
        pool.raiseMinEpoch(minEpoch);
        var notice = new EscrowNotice(pool.id(), pool.owner(), Amount.ZERO, minEpoch);
        var outgoing = spec.serviceChains().stream()
                .map(chain -> new Outgoing(chain.name(), notice))
                .toList();
        var log = Logs.log(address(), REVOKED, AbiValue.of(pool.id()), AbiValue.of(minEpoch));
        return new Result.Success(Bytes.EMPTY, List.of(log), outgoing);
    }

    private static Bytes describe(Pool pool) {
        return POOL.encodeResult(
                AbiValue.of(pool.owner()),
                AbiValue.of(pool.deposited()),
                AbiValue.of(pool.free()),
                AbiValue.of(pool.authorised()),
                AbiValue.of(pool.owed()),
                AbiValue.of(pool.held()),
                AbiValue.of(pool.paid()),
                AbiValue.of(pool.withdrawn()),
                AbiValue.of(pool.minEpoch()));
    }

    private static Result describeCover(Pool pool) {
        return Result.returned(COVER.encodeResult(AbiValue.of(pool.coverBasisPoints()), AbiValue.of(pool.debt())));
    }

    private static Result describe(Lane lane) {
        return Result.returned(LANE.encodeResult(AbiValue.of(lane.amount()), AbiValue.of(lane.endsMillis())));
    }
}
