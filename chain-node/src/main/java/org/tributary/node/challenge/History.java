// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.DemandKind;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// What became of challenges and demands, from the logs of main.
record History(JsonRpc rpc) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<Event> EVENTS = List.of(
            Challenges.DEMANDED,
            Challenges.ANSWERED,
            Challenges.CONCLUDED,
            Challenges.PROVED,
            Challenges.OMISSION_PROVED,
            Challenges.FAILED,
            Challenges.CREDIT_NOTE);

    /// All since a height, proofs and demands, in the order in which they came.
    List<ObjectNode> since(long height) {
        var demands = new TreeMap<Long, ObjectNode>();
        var all = new ArrayList<ObjectNode>();
        for (var logs : byTransaction(logs(height)).values()) {
            var outcome = outcome(MAPPER.createArrayNode().addAll(logs));
            if (!outcome.has("state")) {
                continue;
            }
            var before =
                    outcome.has("number") ? demands.get(outcome.get("number").asLong()) : null;
            if (before != null) {
                before.setAll(outcome);
                continue;
            }
            all.add(outcome);
            if (outcome.has("number")) {
                demands.put(outcome.get("number").asLong(), outcome);
            }
        }
        return all;
    }

    private JsonNode logs(long height) {
        var filter = MAPPER.createObjectNode()
                .put("address", Reserved.CHALLENGES.toString())
                .put("fromBlock", "0x" + Long.toHexString(height))
                .put("toBlock", "latest");
        try {
            return rpc.call("eth_getLogs", filter);
        } catch (JsonRpc.Refused refused) {
            throw new CommandFailed("the node does not list them: " + refused.reason() + "; name a later --from");
        }
    }

    private static Map<String, List<JsonNode>> byTransaction(JsonNode logs) {
        var groups = new LinkedHashMap<String, List<JsonNode>>();
        logs.forEach(log -> groups.computeIfAbsent(log.path("transactionHash").asText(), _ -> new ArrayList<>())
                .add(log));
        return groups;
    }

    /// What one transaction came to; without `state` where it is no challenge.
    ObjectNode outcome(JsonNode logs) {
        var seen = new LinkedHashMap<String, Arguments>();
        StreamSupport.stream(logs.spliterator(), false)
                .forEach(log -> EVENTS.forEach(
                        event -> decoded(event, log).ifPresent(values -> seen.put(event.name(), values))));
        var outcome = MAPPER.createObjectNode();
        note(seen).ifPresent(note -> outcome.set("note", note));
        if (!logs.isEmpty()) {
            outcome.put("transaction", logs.get(0).path("transactionHash").asText())
                    .put("height", JsonRpc.quantity(logs.get(0).path("blockNumber")));
        }
        var demanded = seen.get(Challenges.DEMANDED.name());
        var answered = seen.get(Challenges.ANSWERED.name());
        var concluded = seen.get(Challenges.CONCLUDED.name());
        if (demanded != null) {
            demanded(demanded, outcome);
        } else if (answered != null) {
            outcome.put("number", answered.smallNumber(0))
                    .put("state", "answered")
                    .put("by", answered.address(1).toString());
        } else if (concluded != null) {
            outcome.put("number", concluded.smallNumber(0)).put("state", concluded(seen, outcome));
        } else if (seen.containsKey(Challenges.PROVED.name()) || seen.containsKey(Challenges.FAILED.name())) {
            outcome.put("kind", "proof").put("state", outcome.has("note") ? "credited" : "lost");
        }
        return outcome;
    }

    private static String concluded(Map<String, Arguments> seen, ObjectNode outcome) {
        if (seen.containsKey(Challenges.OMISSION_PROVED.name())) {
            return "omission proved";
        }
        return outcome.has("note") ? "credited" : "ended without a credit";
    }

    private static void demanded(Arguments demanded, ObjectNode outcome) {
        var until = Instant.ofEpochMilli(demanded.number(4).longValueExact());
        outcome.put("number", demanded.smallNumber(0))
                .put("kind", DemandKind.of(demanded.smallNumber(3)).name().toLowerCase(Locale.ROOT))
                .put("challenger", demanded.address(1).toString())
                .put("subject", demanded.hash(2).toString())
                .put("until", until.toString())
                .put("state", Instant.now().isAfter(until) ? "not answered" : "open");
    }

    private static Optional<ObjectNode> note(Map<String, Arguments> seen) {
        return Optional.ofNullable(seen.get(Challenges.CREDIT_NOTE.name()))
                .map(note -> MAPPER.createObjectNode()
                        .put("pool", note.hash(0).toString())
                        .put("provider", note.address(1).toString())
                        .put("units", note.number(3).toString())
                        .put("amount", note.number(4).toString())
                        .put("fromHoldback", note.number(5).toString())
                        .put("fromDue", note.number(6).toString())
                        .put("fromBond", note.number(7).toString())
                        .put("shortfall", note.number(8).toString())
                        .put("reward", note.number(9).toString()));
    }

    private static Optional<Arguments> decoded(Event event, JsonNode log) {
        var topics = new ArrayList<Hash>();
        log.path("topics").forEach(topic -> topics.add(Hash.parse(topic.asText())));
        return event.decode(new Event.Entry(topics, JsonRpc.bytes(log.path("data"))))
                        instanceof Decoded.Value<Arguments>(var values)
                ? Optional.of(values)
                : Optional.empty();
    }

    /// For people.
    static String sentence(JsonNode outcome) {
        var what = outcome.has("number")
                ? "demand " + outcome.path("number").asText()
                        + (outcome.has("kind") ? " of " + outcome.path("kind").asText() : "")
                : "proof";
        var sentence = new StringBuilder(what + ": " + outcome.path("state").asText());
        if (outcome.has("by")) {
            sentence.append(" by ").append(outcome.path("by").asText());
        } else if (outcome.path("state").asText().equals("open")) {
            sentence.append(", to be answered until ")
                    .append(outcome.path("until").asText());
        } else if (outcome.path("state").asText().equals("not answered")) {
            sentence.append("; `tributary challenge conclude ")
                    .append(outcome.path("number").asText())
                    .append("` ends it");
        }
        var note = outcome.path("note");
        if (note.isObject()) {
            sentence.append((", %s = %s from the holdback + %s from what is due + %s from the bond + %s missing;"
                            + " %s of it to the challenger")
                    .formatted(
                            tokens(note, "amount"),
                            number(note, "fromHoldback"),
                            number(note, "fromDue"),
                            number(note, "fromBond"),
                            number(note, "shortfall"),
                            tokens(note, "reward")));
        }
        return sentence.toString();
    }

    private static String tokens(JsonNode note, String field) {
        return Tokens.text(Amount.parse(note.path(field).asText()));
    }

    private static String number(JsonNode note, String field) {
        return Tokens.number(Amount.parse(note.path(field).asText()));
    }
}
