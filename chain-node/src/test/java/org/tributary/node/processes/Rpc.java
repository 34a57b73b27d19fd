// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.node.config.Endpoint;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// JSON-RPC with one node that may be dead, paused or busy, so without much patience: who waits for a paused
/// node pays nobody meanwhile.
final class Rpc {
    private static final Duration DIAL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEX = 16;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DIAL)
            .build();

    private final URI node;

    Rpc(Endpoint door) {
        this.node = URI.create("http://" + door);
    }

    /// What a node answers with an error.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /// The result, JSON's null included.
    ///
    /// @param parameters as JSON text
    /// @throws UncheckedIOException where the node does not answer
    JsonNode call(String method, String... parameters) {
        var body = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"" + method + "\",\"params\":["
                + String.join(",", parameters) + "]}";
        var answer = post(body);
        if (answer.hasNonNull("error")) {
            throw new Refused(node + " refuses " + method + ": "
                    + answer.path("error").path("message").asText());
        }
        return answer.path("result");
    }

    private JsonNode post(String body) {
        var request = HttpRequest.newBuilder(node)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException away) {
            throw new UncheckedIOException(node + " does not answer: " + away, away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped", stopped));
        }
    }

    static String quoted(Object text) {
        return "\"" + text + "\"";
    }

    /// As JSON text.
    static String quantity(long number) {
        return quoted("0x" + Long.toString(number, HEX));
    }

    static long number(JsonNode quantity) {
        return Long.parseLong(quantity.asText().substring(2), HEX);
    }

    /// What the node says of a transaction, if it calls it final.
    Optional<Final> finality(Hash transaction) {
        var receipt = call("eth_getTransactionReceipt", quoted(transaction));
        return receipt.isObject()
                ? Optional.of(new Final(
                        transaction,
                        number(receipt.path("blockNumber")),
                        receipt.path("blockHash").asText(),
                        number(receipt.path("status")) == 1))
                : Optional.empty();
    }

    /// @param transactions their hashes, in the block's order
    record Block(String hash, List<String> transactions) {}

    Block block(long height) {
        var block = call("eth_getBlockByNumber", quantity(height), "false");
        var transactions = new ArrayList<String>();
        block.path("transactions").forEach(hash -> transactions.add(hash.asText()));
        return new Block(block.path("hash").asText(), transactions);
    }

    long balance(Address account) {
        return number(call("eth_getBalance", quoted(account), quoted("latest")));
    }

    long height() {
        return number(call("eth_blockNumber"));
    }
}
