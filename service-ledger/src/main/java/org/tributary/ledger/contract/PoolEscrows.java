// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
import org.tributary.ledger.message.MessageBody.EscrowRecall;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What a pool gives a service chain to bill, and gets back. Protocol §8.
final class PoolEscrows {
    static final Event AUTHORISED_FOR =
            Event.of("Authorised(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    static final Event RECALLED_FROM = Event.of("Recalled(bytes32 indexed pool,bytes32 indexed chain,uint256 amount)");
    static final Event RELEASED = Event.of(
            "EscrowReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,uint256 lapsed,uint256 freed)");
    static final Event NOT_RELEASED =
            Event.of("EscrowNotReleased(bytes32 indexed pool,bytes32 indexed chain,uint256 amount,string reason)");

    private final ChainSpec spec;

    PoolEscrows(ChainSpec spec) {
        this.spec = spec;
    }

    Result authorised(Pool pool, Hash word) {
        var amount = chain(word).map(pool::authorised).orElse(Amount.ZERO);
        return Result.returned(Pools.AUTHORISED.encodeResult(AbiValue.of(amount)));
    }

    Result describe(Pool pool, Hash word) {
        var escrow = chain(word).map(pool::escrow);
        return Result.returned(Pools.ESCROW.encodeResult(
                AbiValue.of(escrow.map(Escrow::authorised).orElse(Amount.ZERO)),
                AbiValue.of(escrow.map(Escrow::billable).orElse(Amount.ZERO)),
                AbiValue.of(escrow.map(Escrow::recalled).orElse(Amount.ZERO))));
    }

    Result authorise(Pool pool, Arguments arguments) {
        var chain = chain(arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var amount = arguments.amount(2);
        if (amount.isEmpty() || pool.free().isLessThan(amount.get())) {
            return Result.revert("the pool has only " + pool.free() + " free");
        }
        var billable = pool.authorise(chain.get(), amount.get());
        var log = log(AUTHORISED_FOR, pool.id(), chain.get(), amount.get());
        var notice = new EscrowNotice(pool.id(), pool.owner(), billable, pool.minEpoch());
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// The money stays authorised until the service chain releases it.
    Result recall(Pool pool, Arguments arguments) {
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
        var log = log(RECALLED_FROM, pool.id(), chain.get(), amount);
        var notice = new EscrowRecall(pool.id(), amount);
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(new Outgoing(chain.get(), notice)));
    }

    /// What comes free pays debts first. A release that cannot be is logged with its reason.
    List<LogEntry> release(ChainName source, EscrowRelease release, Accounts accounts, long nowMillis) {
        var pool = Pool.of(accounts, release.pool());
        if (!pool.exists() || pool.escrow(source).billable().isLessThan(release.amount())) {
            var reason = AbiValue.of(pool.exists() ? "OVER_AUTHORISED" : "UNKNOWN_POOL");
            return List.of(log(NOT_RELEASED, release.pool(), source, release.amount(), reason));
        }
        var freed = AbiValue.of(pool.released(source, release.amount(), release.lapsed()));
        var lapsed = AbiValue.of(release.lapsed());
        var logs = new ArrayList<LogEntry>();
        logs.add(log(RELEASED, release.pool(), source, release.amount(), lapsed, freed));
        var payouts = new Payouts(spec.settlement(), accounts, nowMillis);
        payouts.debts(pool);
        logs.addAll(payouts.logs());
        return logs;
    }

    private Optional<ChainName> chain(Hash word) {
        return chain(spec, word);
    }

    /// The service chain that a `bytes32` names.
    static Optional<ChainName> chain(ChainSpec spec, Hash word) {
        return spec.serviceChains().stream()
                .map(ServiceChainSpec::name)
                .filter(name -> Slots.word(name).equals(word.bytes()))
                .findFirst();
    }

    private static LogEntry log(Event event, Hash pool, ChainName chain, Amount amount, AbiValue... more) {
        var values = new ArrayList<AbiValue>();
        values.add(AbiValue.of(pool));
        values.add(AbiValue.of(new Hash(Slots.word(chain))));
        values.add(AbiValue.of(amount));
        values.addAll(List.of(more));
        return Logs.log(Reserved.POOLS, event, values.toArray(AbiValue[]::new));
    }
}
