// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.challenge.EntryPlace;
import org.tributary.bandwidth.challenge.Fault;
import org.tributary.bandwidth.challenge.FaultSearch;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.node.console.CommandFailed;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.BillRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary challenge find`.
@Command(
        name = "find",
        description = {
            "Look at every entry of the windows that can still be challenged, and say which are wrong and what to do.",
            "Exits 1 where one is wrong. Sums and amounts are what `bill verify` recomputes."
        })
final class FindCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--window", paramLabel = "N", description = "only this one (default: all that main still knows)")
    private @Nullable Long window;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        var genesis = network.spec();
        var chain = network.chain(genesis);
        var wrong = MAPPER.createArrayNode();
        var channel = network.grpc.open();
        long looked = 0;
        try (var rpc = network.rpc.open()) {
            var reader = new EntryReader(genesis, chain, channel, new DemandReader(rpc)::owner);
            var search = new FaultSearch(Domain.of(genesis.chainId(), genesis.hash(), chain));
            int windows = 0;
            var lines = new TreeMap<Long, List<BillRow>>();
            reader.lines(Optional.ofNullable(window))
                    .forEach(line -> lines.computeIfAbsent(line.getWindow(), _ -> new ArrayList<>())
                            .add(line));
            for (var each : lines.entrySet()) {
                var main = SettledWindow.of(rpc, chain, each.getKey());
                if (window != null) {
                    main.require(main.challengeUntil());
                }
                if (main.isOpen()) {
                    windows++;
                    looked += look(reader, search, main, each.getValue(), wrong);
                }
            }
            return say(chain, windows, looked, wrong);
        } finally {
            channel.shutdownNow();
        }
    }

    /// Returns how many entries the window has. All of them have been looked at.
    private static long look(
            EntryReader reader, FaultSearch search, SettledWindow main, List<BillRow> lines, ArrayNode wrong) {
        var seen = new AtomicLong();
        long entries = 0;
        for (var line : lines) {
            var proof = reader.read(line, shown -> {
                seen.incrementAndGet();
                look(search, shown, main, wrong);
            });
            if (!proof.windowRoot().equals(main.root())) {
                throw new CommandFailed("main has another root of window " + main.number() + "; ask another node");
            }
            entries = proof.rows().stream().mapToLong(UsageRow::receipts).sum();
        }
        if (seen.get() != entries) {
            throw new CommandFailed("the node shows " + seen + " of the " + entries + " entries of window "
                    + main.number() + "; ask another");
        }
        return entries;
    }

    private static void look(FaultSearch search, FaultSearch.Shown shown, SettledWindow main, ArrayNode wrong) {
        var entry = shown.entry();
        var place = EntryPlace.of(entry);
        for (var fault : search.faults(shown)) {
            boolean demand = fault instanceof Fault.Demandable;
            wrong.addObject()
                    .put("entry", place.toString())
                    .put("receipt", entry.leaf().receipt().toString())
                    .put("ticket", entry.leaf().ticket().toString())
                    .put("provider", entry.row().key().provider().toString())
                    .put("units", Long.toString(entry.leaf().units()))
                    .put("what", fault.what())
                    .put("command", command(fault, place))
                    .put("until", (demand ? main.demandUntil() : main.challengeUntil()).toString());
        }
    }

    private static String command(Fault fault, EntryPlace place) {
        return "tributary challenge "
                + switch (fault) {
                    case Fault.Provable _ -> "prove " + place;
                    case Fault.Doubled(var other) -> "prove " + place + " --other " + other;
                    case Fault.Demandable(var demand, var _) -> "demand " + DemandCommand.word(demand) + " " + place;
                };
    }

    private int say(ChainName chain, long windows, long looked, ArrayNode wrong) {
        var out = spec.commandLine().getOut();
        if (json) {
            var answer = MAPPER.createObjectNode()
                    .put("chain", chain.text())
                    .put("windows", windows)
                    .put("entries", looked);
            answer.set("wrong", wrong);
            out.println(answer);
        } else {
            for (var each : wrong) {
                out.println("WRONG: entry " + each.path("entry").asText() + ", "
                        + each.path("units").asText() + " units: "
                        + each.path("what").asText() + "; until "
                        + each.path("until").asText() + ":");
                out.println("  " + each.path("command").asText());
            }
            out.println(
                    looked + " entries in " + windows + " windows that can be challenged, " + wrong.size() + " faults");
        }
        out.flush();
        return wrong.isEmpty() ? 0 : 1;
    }
}
