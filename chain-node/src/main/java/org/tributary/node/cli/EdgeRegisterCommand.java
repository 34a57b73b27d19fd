// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Registry;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.dapp.Labels;
import org.tributary.node.dapp.Payer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tributary edge register`.
@Command(
        name = "register",
        description = {
            "Register the account as an edge provider on main. Less is held back of what it earns, the longer ago that is.",
            "An edge is paid without it too, at its own address, as the youngest there is."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; the reason is on standard error",
            "2:wrong usage",
            "3:not confirmed: nothing was sent",
            "4:sent, and not final within a minute: look the transaction up before sending it again"
        })
final class EdgeRegisterCommand implements Callable<Integer> {
    @Mixin
    private Payer payer = new Payer();

    @Option(names = "--label", required = true, description = "the provider's name, 1 to 32 characters")
    private String label = "";

    @Option(
            names = "--payee",
            paramLabel = "ADDRESS",
            description = "where payouts go (default: the account); another key than the edge's is safer")
    private @Nullable String payee;

    @Override
    public Integer call() {
        var name = Labels.word(label);
        return payer.run(purse -> {
            var before = EdgePayeeCommand.registration(purse.rpc(), purse.address());
            if (before.since().isPresent()) {
                throw new CommandFailed(purse.address() + " is registered since "
                        + before.since().get() + "; its payee changes with `edge payee change`");
            }
            var to = payee == null ? purse.address() : Labels.address("--payee", payee);
            var step = EdgePayeeCommand.step(
                    "register " + label + ", to be paid at " + to,
                    Registry.REGISTER_PROVIDER.encodeCall(AbiValue.of(name), AbiValue.of(to)));
            return EdgePayeeCommand.sent(purse, purse.address(), List.of(step));
        });
    }
}
