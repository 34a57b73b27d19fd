// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hex;

/// A JSON-RPC client that goes on to the next node where one does not answer.
public final class JsonRpc implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> nodes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger preferred = new AtomicInteger();
    private final AtomicLong id = new AtomicLong();

    public JsonRpc(List<URI> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /// What a node answers with an error.
    public static final class Refused extends RemoteFailed {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String method, String reason) {
            super(method + ": " + reason);
            this.reason = reason;
        }

        /// In the node's words.
        public String reason() {
            return reason;
        }
    }

    /// The result; JSON's null where there is none.
    ///
    /// @throws Refused where the node answers with an error
    public JsonNode call(String method, JsonNode... parameters) {
        var request = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", id.incrementAndGet())
                .put("method", method);
        request.set("params", JSON.createArrayNode().addAll(List.of(parameters)));
        var answer = post(request.toString());
        if (answer.hasNonNull("error")) {
            throw new Refused(method, answer.path("error").path("message").asText());
        }
        return answer.path("result");
    }

    public long quantity(String method, JsonNode... parameters) {
        return quantity(call(method, parameters));
    }

    /// Reads `0x` and hex digits without leading zeros.
    public static long quantity(JsonNode number) {
        return Long.parseUnsignedLong(number.asText().substring(2), 16);
    }

    public static JsonNode text(Object value) {
        return JsonNodeFactory.instance.textNode(value.toString());
    }

    public static Bytes bytes(JsonNode hex) {
        return Hex.parse(hex.asText());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private JsonNode post(String body) {
        IOException last = null;
        for (int attempt = 0; attempt < nodes.size(); attempt++) {
            int node = preferred.get();
            try {
                return post(nodes.get(node % nodes.size()), body);
            } catch (IOException unreachable) {
                preferred.compareAndSet(node, (node + 1) % nodes.size());
                last = unreachable;
            }
        }
        throw new RemoteFailed("no node answers over JSON-RPC: " + last);
    }

    private JsonNode post(URI node, String body) throws IOException {
        var request = HttpRequest.newBuilder(node)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(node + " answers with status " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException noJson) {
            throw new IOException(node + " answers something that is not JSON", noJson);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RemoteFailed("stopped", interrupted);
        }
    }
}
