// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.node.challenge.SendingOptions.Deed;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.edge.network.Nodes;
import org.tributary.primitives.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary challenge answer`.
@Command(
        name = "answer",
        description = {
            "Answer a demand with what the node holds. Anybody may, and gets half of the bond.",
            "An edge (`edge serve`) answers what concerns its own entries by itself."
        })
final class AnswerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Parameters(paramLabel = "NUMBER", description = "of the demand, see `challenge ls`")
    private long number;

    @Override
    public Integer call() {
        var genesis = network.spec();
        var bond = genesis.rules().incentives().challenge().bond();
        try (var rpc = network.rpc.open();
                var nodes = new Nodes(List.of(network.grpc.target()))) {
            var demands = new DemandReader(rpc);
            var demand = demands.open(number)
                    .orElseThrow(() -> new CommandFailed("no demand " + number
                            + " is open: it is answered or concluded, or never was; see `challenge show`"));
            var until = Instant.ofEpochMilli(demand.untilMillis());
            if (Instant.now().isAfter(until)) {
                throw new CommandFailed("too late: demand " + number + " could be answered until " + until);
            }
            var found = new AnswerSearch(genesis, demands, nodes, AnswerSearch.Held.NOTHING).search(demand);
            switch (found) {
                case AnswerSearch.Found.Nothing(var why) ->
                    throw new CommandFailed("nothing answers demand " + number + ": " + why + "; ask another node");
                case AnswerSearch.Found.Proof(var proof) -> {
                    var call = DemandWatch.call(number, proof);
                    var deed = new Deed("answer demand " + number, Amount.ZERO, call.input());
                    var half = Tokens.text(bond.basisPoints(5_000));
                    var said = List.of("an answer of " + proof.size() + " bytes, until " + until, "it brings " + half);
                    sending.send(rpc, spec.commandLine(), sending.key(), deed, said);
                }
            }
            return 0;
        }
    }
}
