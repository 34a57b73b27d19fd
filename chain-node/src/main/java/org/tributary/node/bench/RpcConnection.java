// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// JSON-RPC with one node over one HTTP connection that stays open. One thread.
final class RpcConnection implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEX = 16;

    private final URI node;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RpcConnection(URI node) {
        this.node = node;
    }

    /// The result, JSON's null included.
    ///
    /// @param parameters as JSON text
    JsonNode call(String method, String... parameters) {
        var answer = post(request(0, method, String.join(",", parameters)));
        if (answer.has("error")) {
            throw new BenchFailed(node + " refuses " + method + ": " + message(answer));
        }
        return answer.path("result");
    }

    long quantity(String method, String... parameters) {
        return quantity(call(method, parameters));
    }

    /// Reads `0x` and hex digits.
    static long quantity(JsonNode number) {
        return Long.parseLong(number.asText().substring(2), HEX);
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    /// Hands in signed transactions as one batch.
    ///
    /// @param raw as hex with `0x`
    /// @return for each, in order, why it was refused, or nothing where it was taken
    List<Optional<String>> submit(List<String> raw) {
        var body = new StringBuilder("[");
        for (int i = 0; i < raw.size(); i++) {
            body.append(i == 0 ? "" : ",").append(request(i, "eth_sendRawTransaction", quoted(raw.get(i))));
        }
        var answers = post(body.append(']').toString());
        if (answers.size() != raw.size()) {
            throw new BenchFailed(node + " does not answer a batch as such: " + answers);
        }
        // Batches are answered one after the other, so in order.
        var refusals = new ArrayList<Optional<String>>(raw.size());
        for (var answer : answers) {
            refusals.add(answer.has("error") ? Optional.of(message(answer)) : Optional.empty());
        }
        return refusals;
    }

    private static String request(int id, String method, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":[" + parameters + "]}";
    }

    private static String message(JsonNode answer) {
        return answer.path("error").path("message").asText();
    }

    private JsonNode post(String body) {
        var request = HttpRequest.newBuilder(node)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException unreachable) {
            throw new BenchFailed("the node at " + node + " does not answer: " + unreachable, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("stopped", stopped);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
