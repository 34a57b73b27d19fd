// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.bill.BillCommand;
import picocli.CommandLine;

/// Runs `tributary bill …` as whoever looks at a bill does, and takes the time: connection, request, checks and the
/// answer as JSON. Only the start of a Java machine is not in it.
record BillUser(String node, Path genesis) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// What a command answered, and how long it took.
    record Answer(JsonNode json, double millis) {}

    Answer show() {
        return run("show", "--grpc", node, "--json");
    }

    /// Of a line as [#show] has it.
    Answer explain(JsonNode line) {
        var answer = run(
                "explain",
                "--grpc",
                node,
                "--genesis",
                genesis.toString(),
                "--window",
                line.get("window").asText(),
                "--provider",
                line.get("provider").asText(),
                "--json");
        if (!answer.json().get("complete").asBoolean()) {
            throw new BenchFailed("a line is not explained to its last receipt: " + line);
        }
        return answer;
    }

    Answer export(Path file) {
        return run("export", "--grpc", node, "--json", file.toString());
    }

    Answer verify(Path file) {
        return run("verify", "--genesis", genesis.toString(), "--json", file.toString());
    }

    private static Answer run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        long start = System.nanoTime();
        int exitCode = new CommandLine(new BillCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        double millis = (System.nanoTime() - start) / 1e6;
        if (exitCode != 0) {
            throw new BenchFailed("bill " + Arrays.toString(arguments) + ": " + out + err);
        }
        try {
            return new Answer(MAPPER.readTree(out.toString()), millis);
        } catch (JsonProcessingException noJson) {
            throw new BenchFailed("bill " + Arrays.toString(arguments) + ": " + out, noJson);
        }
    }

    /// Lines of a bill, evenly spread over it.
    static List<JsonNode> spread(JsonNode bill, int most) {
        var all = new ArrayList<JsonNode>();
        bill.get("lines").forEach(all::add);
        var some = new ArrayList<JsonNode>();
        for (long i = 0; i < Math.min(most, all.size()); i++) {
            some.add(all.get((int) (i * all.size() / Math.min(most, all.size()))));
        }
        return some;
    }
}
