// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.ForgetReceipts;
import org.tributary.ledger.message.MessageBody.RetainReceipts;
import org.tributary.primitives.Amount;

/// How long a service chain keeps a pool's receipts: longer, for what the pool pays, or no longer than it must.
/// Protocol §7.10.
final class PoolReceipts {
    static final Event RETAINED =
            Event.of("ReceiptsRetained(bytes32 indexed pool,bytes32 indexed chain,uint16 days,uint256 burned)");
    static final Event FORGOTTEN = Event.of("ReceiptsForgotten(bytes32 indexed pool,bytes32 indexed chain)");

    /// Ten years.
    private static final long MAX_DAYS = 3_660;

    private PoolReceipts() {}

    /// Burns the price, as the protocol's fee: every member keeps what the pool wants kept.
    static Result retain(ChainSpec spec, Pool pool, Arguments arguments, Accounts accounts) {
        var chain = PoolEscrows.chain(spec, arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        long days = arguments.smallNumber(2);
        if (days < 1 || days > MAX_DAYS) {
            return Result.revert("receipts can be retained for 1 to " + MAX_DAYS + " days at a time");
        }
        var price = new Amount(spec.settlement().retentionPricePerDay().units().multiply(BigInteger.valueOf(days)));
        if (pool.free().isLessThan(price)) {
            return Result.revert("the pool has " + pool.free() + " free, and " + days + " days cost " + price);
        }
        pool.spend(price);
        accounts.burn(Reserved.POOLS, price);
        var log = Logs.log(
                Reserved.POOLS,
                RETAINED,
                AbiValue.of(pool.id()),
                AbiValue.of(arguments.hash(1)),
                AbiValue.of(days),
                AbiValue.of(price));
        var message = new Outgoing(chain.get(), new RetainReceipts(pool.id(), days));
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(message));
    }

    static Result forget(ChainSpec spec, Pool pool, Arguments arguments) {
        var chain = PoolEscrows.chain(spec, arguments.hash(1));
        if (chain.isEmpty()) {
            return Result.revert("there is no such service chain");
        }
        var log = Logs.log(Reserved.POOLS, FORGOTTEN, AbiValue.of(pool.id()), AbiValue.of(arguments.hash(1)));
        var message = new Outgoing(chain.get(), new ForgetReceipts(pool.id()));
        return new Result.Success(Bytes.EMPTY, List.of(log), List.of(message));
    }
}
