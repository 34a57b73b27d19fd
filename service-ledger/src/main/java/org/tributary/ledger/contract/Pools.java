// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.ledger.message.MessageBody.EscrowRecall;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// Where DApps keep the money for their providers, and let service chains bill against it.
public final class Pools implements PlatformContract {
    public static final Function CREATE = Function.of("create(bytes32 label)", "(bytes32)");
    public static final Function DEPOSIT = Function.of("deposit(bytes32 pool)");
    public static final Function AUTHORISE = Function.of("authorise(bytes32 pool,bytes32 chain,uint256 amount)");
    public static final Function RECALL = Function.of("recall(bytes32 pool,bytes32 chain,uint256 amount)");
    public static final Function WITHDRAW = Function.of("withdraw(bytes32 pool,uint256 amount)");
    public static final Function REVOKE = Function.of("revoke(bytes32 pool,uint48 minEpoch)");
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
    public static final Event AUTHORISED_FOR =
            Event.of("Authorised(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    public static final Event RECALLED_FROM =
            Event.of("Recalled(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    public static final Event RELEASED = Event.of(
            "EscrowReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,uint256 lapsed,uint256 freed)");
    public static final Event NOT_RELEASED =
            Event.of("EscrowNotReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,string reason)");
    public static final Event COVER_CHOSEN = Event.of("CoverChosen(bytes32 indexed pool,uint16 basisPoints)");
    public static final Event LANE_GUARANTEED = PoolLanes.GUARANTEED;
    public static final Event LANE_ENDS = PoolLanes.ENDS;
    public static final Event LANE_ENDED = PoolLanes.ENDED;
    public static final Event WITHDRAWN = Event.of("Withdrawn(bytes32 indexed pool,uint256 amount)");
    public static final Event REVOKED = Event.of("Revoked(bytes32 indexed pool,uint48 minEpoch)");

    private static final FunctionTable FUNCTIONS = FunctionTable.of(
            CREATE,
            DEPOSIT,
            AUTHORISE,
            RECALL,
            WITHDRAW,
            REVOKE,
            CHOOSE_COVER,
            GUARANTEE,
            END_LANE,
            TAKE_LANE,
            POOL,
            AUTHORISED,
            ESCROW,
            COVER,
            LANE);

    private static final int WHOLE = 10_000;
    /// Who covers less asks providers to lend more than nine tenths.
    private static final int MIN_COVER = 1_000;

    private final ChainSpec spec;

    Pools(ChainSpec spec) {
        this.spec = spec;
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
        return switch (FUNCTIONS.decode(call.input())) {
            case Decoded.Malformed<FunctionTable.Call>(var reason) -> Result.revert(reason);
            case Decoded.Value<FunctionTable.Call>(var decoded) -> run(call, decoded, accounts);
        };
    }

    private Result run(Call call, FunctionTable.Call decoded, Accounts accounts) {
        var name = decoded.function().name();
        var arguments = decoded.arguments();
        if (name.equals("create")) {
            return create(call, arguments.hash(0), accounts);
        }
        var pool = Pool.of(accounts, arguments.hash(0));
        if (!pool.exists()) {
            return Result.revert("there is no such pool");
        }
        if (name.equals("deposit")) {
            return deposit(pool, call, accounts);
        }
        if (!call.value().isZero()) {
            return Result.revert("only create and deposit take tokens");
        }
        return switch (name) {
            case "pool" -> Result.returned(describe(pool));
            case "authorised" ->
                Result.returned(AUTHORISED.encodeResult(AbiValue.of(
                        chain(arguments.hash(1)).map(pool::authorised).orElse(Amount.ZERO))));
            case "escrow" -> escrow(pool, arguments.hash(1));
            case "cover" ->
                Result.returned(COVER.encodeResult(AbiValue.of(pool.coverBasisPoints()), AbiValue.of(pool.debt())));
            case "lane" -> {
                var lane = pool.lane(arguments.address(1));
                yield Result.returned(LANE.encodeResult(AbiValue.of(lane.amount()), AbiValue.of(lane.endsMillis())));
            }
            default ->
                pool.owner().equals(call.sender())
                        ? runAsOwner(decoded, pool, accounts, call.nowMillis())
                        : Result.revert("only the pool's owner may do that");
        };
    }

    private Result runAsOwner(FunctionTable.Call decoded, Pool pool, Accounts accounts, long nowMillis) {
        var arguments = decoded.arguments();
        return switch (decoded.function().name()) {
            case "authorise" -> authorise(pool, arguments);
            case "recall" -> recall(pool, arguments);
            case "withdraw" -> withdraw(pool, arguments, accounts);
            case "chooseCover" -> chooseCover(pool, (int) arguments.smallNumber(1));
            case "guarantee" ->
                PoolLanes.guarantee(
                        pool, arguments.address(1), arguments.amount(2).orElse(Amount.ZERO));
            case "endLane" -> PoolLanes.end(spec, pool, arguments.address(1), nowMillis);
            case "takeLane" -> PoolLanes.take(pool, arguments.address(1), nowMillis);
            default -> revoke(pool, arguments.smallNumber(1));
        };
    }

    private Result create(Call call, Hash label, Accounts accounts) {
        if (!Registry.isDapp(accounts, call.sender())) {
            return Result.revert("register as a DApp first");
        }
        var id = id(call.sender(), label);
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
    private Result deposit(Pool pool, Call call, Accounts accounts) {
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

    private Result escrow(Pool pool, Hash word) {
        var escrow = chain(word).map(pool::escrow);
        return Result.returned(ESCROW.encodeResult(
                AbiValue.of(escrow.map(Escrow::authorised).orElse(Amount.ZERO)),
                AbiValue.of(escrow.map(Escrow::billable).orElse(Amount.ZERO)),
                AbiValue.of(escrow.map(Escrow::recalled).orElse(Amount.ZERO))));
    }

    private Result authorise(Pool pool, Arguments arguments) {
        var chain = chain(arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var amount = arguments.amount(2);
        if (amount.isEmpty() || pool.free().isLessThan(amount.get())) {
            return Result.revert("the pool has not that much free");
        }
        var billable = pool.authorise(chain.get(), amount.get());
        var log = Logs.log(
                address(),
                AUTHORISED_FOR,
                AbiValue.of(pool.id()),
                AbiValue.of(arguments.hash(1)),
                AbiValue.of(amount.get()));
        var notice = new EscrowNotice(pool.id(), pool.owner(), billable, pool.minEpoch());
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// The money stays authorised until the service chain releases it.
    private Result recall(Pool pool, Arguments arguments) {
        var chain = chain(arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var amount = arguments.amount(2).orElse(Amount.ZERO);
        var there = pool.escrow(chain.get()).recallable();
        if (amount.isZero() || there.isLessThan(amount)) {
            return Result.revert(
                    "recall at least 1 and at most " + there + ", which the chain may bill and is not recalled");
        }
        pool.escrow(chain.get()).recall(amount);
        var log = Logs.log(
                address(), RECALLED_FROM, AbiValue.of(pool.id()), AbiValue.of(arguments.hash(1)), AbiValue.of(amount));
        var notice = new EscrowRecall(pool.id(), amount);
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// Cover that a service chain gives back is free again. One that cannot be is logged with its reason.
    public List<LogEntry> release(ChainName source, EscrowRelease release, Accounts accounts) {
        var pool = Pool.of(accounts, release.pool());
        var chain = AbiValue.of(new Hash(Slots.word(source)));
        var amount = AbiValue.of(release.amount());
        if (pool.escrow(source).billable().isLessThan(release.amount())) {
            var reason = AbiValue.of(pool.exists() ? "OVER_AUTHORISED" : "UNKNOWN_POOL");
            return List.of(Logs.log(address(), NOT_RELEASED, AbiValue.of(release.pool()), chain, amount, reason));
        }
        var freed = AbiValue.of(pool.released(source, release.amount(), release.lapsed()));
        var lapsed = AbiValue.of(release.lapsed());
        return List.of(Logs.log(address(), RELEASED, AbiValue.of(release.pool()), chain, amount, lapsed, freed));
    }

    private Result withdraw(Pool pool, Arguments arguments, Accounts accounts) {
        var amount = arguments.amount(1);
        if (amount.isEmpty() || pool.free().isLessThan(amount.get())) {
            return Result.revert("the pool has not that much free");
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

    private Optional<ChainName> chain(Hash word) {
        return spec.serviceChains().stream()
                .map(ServiceChainSpec::name)
                .filter(name -> Slots.word(name).equals(word.bytes()))
                .findFirst();
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
}
