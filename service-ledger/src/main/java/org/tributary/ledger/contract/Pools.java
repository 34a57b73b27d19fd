// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

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
    public static final Function RECALLED = Function.of("recalled(bytes32 pool,bytes32 chain)", "(uint256)");
    public static final Event CREATED = Event.of("PoolCreated(bytes32 indexed pool,address indexed owner)");
    public static final Event DEPOSITED = Event.of("Deposited(bytes32 indexed pool,uint256 amount)");
    public static final Event AUTHORISED_FOR =
            Event.of("Authorised(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    public static final Event RECALLED_FROM =
            Event.of("Recalled(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    public static final Event RELEASED =
            Event.of("EscrowReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,uint256 lapsed)");
    public static final Event NOT_RELEASED =
            Event.of("EscrowNotReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,string reason)");
    public static final Event WITHDRAWN = Event.of("Withdrawn(bytes32 indexed pool,uint256 amount)");
    public static final Event REVOKED = Event.of("Revoked(bytes32 indexed pool,uint48 minEpoch)");

    private static final FunctionTable FUNCTIONS =
            FunctionTable.of(CREATE, DEPOSIT, AUTHORISE, RECALL, WITHDRAW, REVOKE, POOL, AUTHORISED, RECALLED);

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
            pool.deposit(call.value());
            return Result.done(Logs.log(address(), DEPOSITED, AbiValue.of(pool.id()), AbiValue.of(call.value())));
        }
        if (!call.value().isZero()) {
            return Result.revert("only create and deposit take tokens");
        }
        return switch (name) {
            case "pool" -> Result.returned(describe(pool));
            case "authorised" ->
                Result.returned(AUTHORISED.encodeResult(AbiValue.of(
                        chain(arguments.hash(1)).map(pool::authorised).orElse(Amount.ZERO))));
            case "recalled" ->
                Result.returned(RECALLED.encodeResult(AbiValue.of(
                        chain(arguments.hash(1)).map(pool::recalled).orElse(Amount.ZERO))));
            default ->
                pool.owner().equals(call.sender())
                        ? runAsOwner(name, arguments, pool, accounts)
                        : Result.revert("only the pool's owner may do that");
        };
    }

    private Result runAsOwner(String name, Arguments arguments, Pool pool, Accounts accounts) {
        return switch (name) {
            case "authorise" -> authorise(pool, arguments);
            case "recall" -> recall(pool, arguments);
            case "withdraw" -> withdraw(pool, arguments, accounts);
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

    private Result authorise(Pool pool, Arguments arguments) {
        var chain = chain(arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var amount = arguments.amount(2);
        if (amount.isEmpty() || pool.free().isLessThan(amount.get())) {
            return Result.revert("the pool has not that much free");
        }
        pool.authorise(chain.get(), amount.get());
        var log = Logs.log(
                address(),
                AUTHORISED_FOR,
                AbiValue.of(pool.id()),
                AbiValue.of(arguments.hash(1)),
                AbiValue.of(amount.get()));
        var notice = new EscrowNotice(pool.id(), pool.owner(), amount.get(), pool.minEpoch());
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// The money stays authorised until the service chain releases it.
    private Result recall(Pool pool, Arguments arguments) {
        var chain = chain(arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var amount = arguments.amount(2).orElse(Amount.ZERO);
        var there = pool.recallable(chain.get());
        if (amount.isZero() || there.isLessThan(amount)) {
            return Result.revert("recall at least 1 and at most " + there + ", which is authorised there and not recalled");
        }
        pool.recall(chain.get(), amount);
        var log = Logs.log(
                address(),
                RECALLED_FROM,
                AbiValue.of(pool.id()),
                AbiValue.of(arguments.hash(1)),
                AbiValue.of(amount));
        var notice = new EscrowRecall(pool.id(), amount);
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// Cover that a service chain gives back is free again. One that cannot be is logged with its reason.
    public List<LogEntry> release(ChainName source, EscrowRelease release, Accounts accounts) {
        var pool = Pool.of(accounts, release.pool());
        var chain = AbiValue.of(new Hash(Slots.word(source)));
        var amount = AbiValue.of(release.amount());
        if (pool.authorised(source).isLessThan(release.amount())) {
            var reason = AbiValue.of(pool.exists() ? "OVER_AUTHORISED" : "UNKNOWN_POOL");
            return List.of(Logs.log(address(), NOT_RELEASED, AbiValue.of(release.pool()), chain, amount, reason));
        }
        pool.released(source, release.amount(), release.lapsed());
        var lapsed = AbiValue.of(release.lapsed());
        return List.of(Logs.log(address(), RELEASED, AbiValue.of(release.pool()), chain, amount, lapsed));
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
