// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.time.Instant;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.dapp.Labels;
import org.tributary.node.dapp.Payer;
import org.tributary.node.dapp.Payer.Purse;
import org.tributary.node.dapp.Transactions.Step;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.NodeOptions;
import org.tributary.node.remote.Registration;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary edge payee`: where a registered provider's payouts go.
@Command(
        name = "payee",
        description = {
            "Show or change where a registered provider's payouts go.",
            "A change shows for as long as main holds money back before it counts, and may be undone until then."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; the reason is on standard error",
            "2:wrong usage",
            "3:not confirmed: nothing was sent",
            "4:sent, and not final within a minute: look the transaction up before sending it again"
        })
final class EdgePayeeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: show, change or keep");
    }

    @Command(description = "Show whether a provider is registered, since when, and its payee.")
    int show(
            @Mixin NodeOptions node,
            @Option(names = "--provider", required = true, paramLabel = "ADDRESS") String provider,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        try (var rpc = node.open()) {
            var registration = registration(rpc, Labels.address("--provider", provider));
            var out = spec.commandLine().getOut();
            out.println(json ? registration.json().toString() : registration.text());
            out.flush();
            return 0;
        }
    }

    @Command(description = "Have the account's payouts go to another address, once the time lock is over.")
    int change(@Mixin Payer payer, @Parameters(paramLabel = "ADDRESS") String payee) {
        var to = Labels.address("ADDRESS", payee);
        return payer.run(purse -> {
            if (registration(purse.rpc(), purse.address()).since().isEmpty()) {
                throw new CommandFailed(purse.address() + " is not registered: see `edge register --help`");
            }
            var call = Registry.CHANGE_PAYEE.encodeCall(AbiValue.of(to));
            return sent(purse, purse.address(), List.of(step("change the payee to " + to, call)));
        });
    }

    @Command(description = "Undo a change that waits. The provider may, and the payee of today.")
    int keep(
            @Mixin Payer payer,
            @Option(names = "--provider", paramLabel = "ADDRESS", description = "(default: the account)") @Nullable
                    String provider) {
        return payer.run(purse -> {
            var whose = provider == null ? purse.address() : Labels.address("--provider", provider);
            var before = registration(purse.rpc(), whose);
            if (before.next().isEmpty()) {
                throw new CommandFailed("no change of " + whose + "'s payee waits");
            }
            var call = Registry.KEEP_PAYEE.encodeCall(AbiValue.of(whose));
            return sent(purse, whose, List.of(step("keep the payee " + before.payee(), call)));
        });
    }

    static Step step(String what, Bytes input) {
        return new Step(what, Call.of(Reserved.REGISTRY, Amount.ZERO, input));
    }

    /// Sends, and answers with how the provider stands then.
    static Payer.Answer sent(Purse purse, Address provider, List<Step> steps) {
        var json = purse.send(steps);
        if (purse.isDryRun()) {
            return new Payer.Answer(json, "");
        }
        var registration = registration(purse.rpc(), provider);
        json.set("registration", registration.json());
        return new Payer.Answer(json, registration.text());
    }

    static Registration registration(JsonRpc rpc, Address provider) {
        return Registration.read(rpc, provider, Instant.now());
    }
}
