// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.ledger.contract.OpenDemand;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.NodeOptions;
import org.tributary.primitives.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary challenge`.
@Command(
        name = "challenge",
        description = {
            "Dispute entries of a bill: find what is wrong, prove it or demand what is missing, answer demands.",
            "Amounts are tokens (12.5) for people, smallest units (10^-18) in JSON."
        },
        subcommands = {
            FindCommand.class,
            ProveCommand.class,
            DemandCommand.class,
            AnswerCommand.class,
            ConcludeCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for find: nothing is wrong",
            "1:refused or failed, said on standard error; for find: something is wrong",
            "2:wrong usage",
            "3:not confirmed: nothing was sent",
            "4:sent, and not final within a minute: look the transaction up before sending it again"
        })
public final class ChallengeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: find, prove, demand, answer, conclude, ls or show");
    }

    @Command(description = "List challenges and demands, open and ended, with what became of them.")
    int ls(
            @Mixin NodeOptions node,
            @Option(
                            names = "--from",
                            defaultValue = "1",
                            paramLabel = "HEIGHT",
                            description = "since this height of main (${DEFAULT-VALUE})")
                    long from,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        try (var rpc = node.open()) {
            var all = new History(rpc).since(from);
            if (json) {
                var answer = JsonMapper.builder().build().createObjectNode();
                answer.putArray("challenges").addAll(all);
                print(List.of(answer.toString()));
            } else {
                print(all.stream().map(History::sentence).toList());
                print(List.of(all.size() + " challenges"));
            }
            return 0;
        }
    }

    @Command(description = "Show one demand: what is asked for, until when, and what became of it.")
    int show(
            @Mixin NodeOptions node,
            @Option(
                            names = "--from",
                            defaultValue = "1",
                            paramLabel = "HEIGHT",
                            description = "look since this height of main (${DEFAULT-VALUE})")
                    long from,
            @Option(names = "--json", description = "one line of JSON") boolean json,
            @Parameters(paramLabel = "NUMBER") long number) {
        try (var rpc = node.open()) {
            var shown = new History(rpc)
                    .since(from).stream()
                            .filter(each -> each.path("number").asLong() == number)
                            .findFirst()
                            .orElseThrow(() -> new CommandFailed("no demand " + number + " was raised"));
            new DemandReader(rpc).open(number).ifPresent(open -> describe(open, shown));
            print(List.of(json ? shown.toString() : History.sentence(shown)));
            if (!json && shown.has("amount")) {
                print(List.of("  entry of provider " + shown.path("provider").asText() + ": "
                        + shown.path("units").asText() + " units, "
                        + Tokens.text(Amount.parse(shown.path("amount").asText()))));
            }
            return 0;
        }
    }

    /// What main still has of it.
    private static void describe(OpenDemand open, ObjectNode shown) {
        shown.put("chain", open.chain().text())
                .put("pool", open.pool().toString())
                .put("provider", open.provider().toString())
                .put("receipt", open.receipt().toString())
                .put("units", Long.toString(open.units()))
                .put("amount", open.amount().toString());
    }

    private void print(List<String> lines) {
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
