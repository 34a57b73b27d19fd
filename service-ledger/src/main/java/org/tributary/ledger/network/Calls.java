// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.Revert;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.contract.PlatformContracts;
import org.tributary.ledger.contract.Result;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.main.TransactionExecution;
import org.tributary.ledger.transaction.AccessList;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.primitives.Amount;

/// Runs calls on the newest state and throws the changes away.
final class Calls {
    private final ChainSpec spec;
    private final Ledger main;
    private final TransactionExecution execution;

    Calls(ChainSpec spec, Ledger main) {
        this.spec = spec;
        this.main = main;
        this.execution = new TransactionExecution(spec, new PlatformContracts(spec));
    }

    CallOutcome run(CallRequest request, Accounts scratch) {
        if (request.to().isEmpty()) {
            return new CallOutcome.Refused("contract creation is not supported");
        }
        if (request.value().bitLength() > Amount.MAX_BITS) {
            return new CallOutcome.Refused("insufficient funds for gas * price + value");
        }
        var to = request.to().get();
        var call = new Call(request.to(), request.value(), request.input());
        long gas = VerifiedTransaction.intrinsicGas(call, AccessList.EMPTY) + execution.gas(to);
        if (gas > request.gas().orElse(spec.token().blockGasLimit())) {
            return new CallOutcome.Refused("gas required exceeds allowance");
        }
        var value = new Amount(request.value());
        if (scratch.balance(request.from()).isLessThan(value)) {
            return new CallOutcome.Refused("insufficient funds for gas * price + value");
        }
        var message = new TransactionExecution.Message(request.from(), to, value, request.input());
        return switch (execution.call(message, scratch, main.head().header().timestampMillis())) {
            case Result.Success(var output, var logs, var outgoing) -> new CallOutcome.Returned(output, gas);
            case Result.Revert(var reason) -> new CallOutcome.Reverted(reason, Revert.encode(reason));
        };
    }
}
