// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.node.console.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary edge status`.
@Command(
        name = "status",
        description = {
            "Show what a running edge has earned, in all and today (UTC), and how far its receipts came.",
            "earned = settled + unsettled + fees + held, to the smallest unit, as the chains say."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it adds up",
            "1:it does not, or the edge or its nodes do not answer; the reason is on standard error",
            "2:wrong usage"
        })
final class EdgeStatusCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int DECIMALS = 18;
    private static final List<String> PARTS = List.of("earned", "settled", "unsettled", "fees", "held");
    private static final List<String> STATES =
            List.of("signed", "submitted", "certified", "onChain", "paid", "rejected", "superseded");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--admin",
            defaultValue = "http://127.0.0.1:8481",
            paramLabel = "URL",
            description = "the edge's admin port (${DEFAULT-VALUE})")
    private URI admin = URI.create("");

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var status = status();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(status);
        } else {
            lines(status).forEach(out::println);
        }
        out.flush();
        return verdict(status);
    }

    private int verdict(JsonNode status) {
        var earnings = status.path("earnings");
        if (!earnings.isObject()) {
            tell("earnings are not known: " + status.path("earningsUnknown").asText());
            return 1;
        }
        if (!earnings.path("total").path("addsUp").asBoolean()
                || !earnings.path("today").path("addsUp").asBoolean()) {
            tell("earned is not settled + unsettled + fees + held");
            return 1;
        }
        return 0;
    }

    private JsonNode status() throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var request = HttpRequest.newBuilder(admin.resolve("/status"))
                    .timeout(TIMEOUT)
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CommandFailed(admin + " answers with status " + answer.statusCode());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IllegalArgumentException noUrl) {
            throw new CommandFailed("--admin: " + noUrl.getMessage());
        } catch (java.net.ConnectException nobody) {
            throw new CommandFailed("no edge answers at " + admin + ": name its admin port with --admin");
        }
    }

    private static List<String> lines(JsonNode status) {
        var lines = new ArrayList<String>();
        lines.add("provider    " + status.path("provider").asText() + " on "
                + status.path("chain").asText());
        var served = status.path("served");
        var unit = served.path("usage").asText().replace('_', ' ');
        lines.add("served      " + served.path("units").asText() + " " + unit + " since the start, "
                + served.path("unreceiptedUnits").asText() + " not signed for, "
                + served.path("openTickets").asText() + " tickets");
        var receipts = new StringBuilder("receipts    ");
        STATES.forEach(state -> receipts.append(state)
                .append(' ')
                .append(status.path("receipts").path(state).asText())
                .append(state.equals(STATES.getLast()) ? "" : ", "));
        lines.add(receipts.toString());
        status.path("receipts")
                .path("rejections")
                .properties()
                .forEach(each ->
                        lines.add("            rejected " + each.getValue().asText() + " × " + each.getKey()));
        lines.addAll(demands(status.path("demands")));
        if (status.path("registration").isObject()) {
            lines.addAll(registration(status.path("registration")));
        }
        var earnings = status.path("earnings");
        if (earnings.isObject()) {
            lines.add("billed      " + earnings.path("units").asText() + " " + unit + " in "
                    + earnings.path("windows").asText() + " windows");
            lines.addAll(money("in all", earnings.path("total")));
            lines.addAll(money("since " + earnings.path("today").path("since").asText(), earnings.path("today")));
        }
        return lines;
    }

    /// An open one costs its entry's amount at its deadline, so what keeps it open has to be seen.
    private static List<String> demands(JsonNode demands) {
        var lines = new ArrayList<String>();
        lines.add("demands     " + demands.path("answered").asText() + " answered since the start, "
                + demands.path("open").size() + " open"
                + (demands.has("unknown")
                        ? "; not known now: " + demands.path("unknown").asText()
                        : ""));
        for (var open : demands.path("open")) {
            lines.add("            " + open.path("number").asText() + ": "
                    + open.path("kind").asText() + ", "
                    + tokens(open.path("amount")) + " tokens, until "
                    + open.path("until").asText() + ": "
                    + open.path("why").asText());
        }
        return lines;
    }

    private static List<String> registration(JsonNode registration) {
        var lines = new ArrayList<String>();
        lines.add(
                registration.path("registered").asBoolean()
                        ? "registered  since " + registration.path("since").asText()
                        : "registered  no: see `edge register`");
        lines.add("held back   "
                + BigDecimal.valueOf(registration.path("holdbackBasisPoints").asLong(), 2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " % of what is paid now");
        lines.add("payee       " + registration.path("payee").asText());
        var next = registration.path("nextPayee");
        if (next.isObject()) {
            lines.add("            " + next.path("payee").asText() + " from "
                    + next.path("from").asText() + " on");
        }
        return lines;
    }

    private static List<String> money(String when, JsonNode earnings) {
        var lines = new ArrayList<String>(List.of(when));
        for (var part : PARTS) {
            var sign = part.equals("earned") ? "  " : part.equals("settled") ? "= " : "+ ";
            var why = new StringBuilder();
            for (var zero : earnings.path("zeros")) {
                if (zero.path("figure").asText().equals(part)) {
                    why.append("  (").append(zero.path("message").asText()).append(')');
                }
            }
            lines.add("  %s%-10s %s tokens%s".formatted(sign, part, tokens(earnings.path(part)), why));
        }
        return lines;
    }

    /// Of a day they may be below zero.
    private static String tokens(JsonNode amount) {
        return new BigDecimal(new BigInteger(amount.asText()), DECIMALS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void tell(String text) {
        var err = spec.commandLine().getErr();
        err.println("tributary: " + text);
        err.flush();
    }
}
