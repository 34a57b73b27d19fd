// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.contract.Call;
import org.tributary.ledger.contract.PlatformContracts;
import org.tributary.ledger.contract.Result;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.ledger.view.LogEntry;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// Runs signed transactions: fee, value, call. Fees are flat and burned.
public final class TransactionExecution {
    private final ChainSpec spec;
    private final PlatformContracts contracts;

    public TransactionExecution(ChainSpec spec, PlatformContracts contracts) {
        this.spec = spec;
        this.contracts = contracts;
    }

    /// What became of one transaction.
    public sealed interface Applied {
        record Done(Outcome outcome, List<Outgoing> outgoing) implements Applied {}

        /// It cannot stand in a block here; nothing changed.
        record Refused(String reason) implements Applied {}
    }

    /// Executes the transaction, charging what it used at the flat price.
    public Applied apply(VerifiedTransaction transaction, Accounts accounts, long gasLeft, long nowMillis) {
        var refusal = refusal(transaction, accounts, gasLeft);
        if (refusal.isPresent()) {
            return new Applied.Refused(refusal.get());
        }
        var body = transaction.signed().transaction();
        var sender = transaction.sender();
        var account = accounts.account(sender);
        accounts.account(sender, account.withNonce(account.nonce() + 1));

        var to = body.to().orElseThrow();
        long needed = transaction.intrinsicGas() + contracts.gas(to);
        long gasUsed = Math.min(needed, body.gasLimit());
        accounts.burn(sender, spec.token().gasPrice().times(gasUsed));
        var mark = accounts.mark();
        var result = needed > body.gasLimit()
                ? Result.revert("out of gas")
                : call(new Message(sender, to, amount(body.value()), body.input()), accounts, nowMillis);
        return switch (result) {
            case Result.Success(var output, var logs, var outgoing) ->
                new Applied.Done(outcome(transaction, true, gasUsed, logs), outgoing);
            case Result.Revert(var reason) -> {
                accounts.revertTo(mark);
                yield new Applied.Done(outcome(transaction, false, gasUsed, List.of()), List.of());
            }
        };
    }

    /// A call as a transaction or `eth_call` makes it.
    public record Message(Address sender, Address to, Amount value, Bytes input) {}

    /// Moves the value and runs the contract, where there is one. The caller undoes it after a revert.
    public Result call(Message message, Accounts accounts, long nowMillis) {
        if (!accounts.debit(message.sender(), message.value())) {
            return Result.revert("insufficient balance for transfer");
        }
        accounts.credit(message.to(), message.value());
        return contracts
                .at(message.to())
                .map(contract -> contract.call(
                        new Call(message.sender(), message.value(), message.input(), nowMillis), accounts))
                .orElseGet(() -> Result.returned(Bytes.EMPTY));
    }

    /// Gas that a call of `to` takes beyond the transaction's own.
    public long gas(Address to) {
        return contracts.gas(to);
    }

    private Optional<String> refusal(VerifiedTransaction verified, Accounts accounts, long gasLeft) {
        var transaction = verified.signed().transaction();
        var account = accounts.account(verified.sender());
        if (!transaction.chainId().equals(spec.chainId())) {
            return Optional.of("invalid chain id");
        }
        if (transaction.to().isEmpty()) {
            return Optional.of("contract creation is not supported");
        }
        if (transaction.nonce() != account.nonce()) {
            return Optional.of(transaction.nonce() < account.nonce() ? "nonce too low" : "nonce too high");
        }
        if (transaction.gasLimit() < verified.intrinsicGas()) {
            return Optional.of("intrinsic gas too low");
        }
        if (transaction.gasLimit() > gasLeft) {
            return Optional.of("exceeds block gas limit");
        }
        if (transaction.maxFeePerGas().compareTo(spec.token().gasPrice().units()) < 0) {
            return Optional.of("max fee per gas less than block base fee");
        }
        var cost = spec.token()
                .gasPrice()
                .units()
                .multiply(BigInteger.valueOf(transaction.gasLimit()))
                .add(transaction.value());
        return cost.compareTo(account.balance().units()) > 0
                ? Optional.of("insufficient funds for gas * price + value")
                : Optional.empty();
    }

    /// Only for values that a balance covers, so that they fit.
    private static Amount amount(BigInteger value) {
        return new Amount(value);
    }

    private static Outcome outcome(
            VerifiedTransaction transaction, boolean succeeded, long gasUsed, List<LogEntry> logs) {
        return new Outcome(
                transaction.signed().hash(), transaction.sender(), Optional.empty(), succeeded, gasUsed, logs);
    }
}
