// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.node.challenge.SendingOptions.Deed;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.NodeOptions;
import org.tributary.primitives.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary challenge conclude`.
@Command(
        name = "conclude",
        description = {
            "End a demand that nobody answered in time: the entry is credited, and the bond comes back.",
            "Anybody may, within one challenge time after the deadline; later only the bond comes back."
        })
final class ConcludeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Parameters(paramLabel = "NUMBER", description = "of the demand, see `challenge ls`")
    private long number;

    @Override
    public Integer call() {
        try (var rpc = node.open()) {
            var demand = new DemandReader(rpc)
                    .open(number)
                    .orElseThrow(() -> new CommandFailed("no demand " + number
                            + " is open: it is answered or concluded, or never was; see `challenge show`"));
            var until = Instant.ofEpochMilli(demand.untilMillis());
            if (!Instant.now().isAfter(until)) {
                throw new CommandFailed("demand " + number + " may be answered until " + until + "; conclude it then");
            }
            var said = List.of("the entry cost " + Tokens.text(demand.amount())
                    + "; what its provider still has of that goes back to pool " + demand.pool());
            var deed = new Deed(
                    "conclude demand " + number,
                    Amount.ZERO,
                    Challenges.CONCLUDE.encodeCall(AbiValue.of(number)),
                    "may be answered until");
            sending.send(rpc, spec.commandLine(), sending.key(), deed, said);
            return 0;
        }
    }
}
