// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;

/// One client's connection to one edge: plain HTTP.
final class EdgeClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PIECE = 16 << 10;

    private final HttpClient http;
    private final URI edge;

    EdgeClient(HttpClient http, URI edge) {
        this.http = http;
        this.edge = edge;
    }

    /// Counts bytes as they come.
    interface Counter {
        void received(int bytes);
    }

    /// Nothing where the ticket is open now, else the edge's reason.
    Optional<String> lodge(Opening opening) {
        var answer = post("/tickets", opening.encode());
        return answer.statusCode() == 201 ? Optional.empty() : Optional.of(answer.body());
    }

    /// @throws DemoFailed where the edge does not take them
    void hand(List<SignedReceipt> receipts) {
        var answer = post("/receipts", Edge.encodeReceipts(receipts));
        if (answer.statusCode() != 202) {
            throw new DemoFailed("the edge took no receipt: " + answer.body());
        }
    }

    /// Downloads and counts the bytes of the body that really arrive; returns their number.
    long download(String name, Hash ticket, Counter counter) {
        var request = HttpRequest.newBuilder(edge.resolve("/content/" + name))
                .timeout(TIMEOUT)
                .header(Edge.TICKET_HEADER, ticket.toString())
                .build();
        var answer = send(request, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new DemoFailed(name + ": the edge answers with status " + answer.statusCode());
            }
            return count(body, counter);
        } catch (IOException broken) {
            throw new DemoFailed(name + " broke off: " + broken.getMessage(), broken);
        }
    }

    private static long count(InputStream body, Counter counter) throws IOException {
        var piece = new byte[PIECE];
        long total = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            counter.received(read);
            total += read;
        }
        return total;
    }

    private HttpResponse<String> post(String path, Bytes body) {
        var request = HttpRequest.newBuilder(edge.resolve(path))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(body.toArrayUnsafe()))
                .build();
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException broken) {
            throw new DemoFailed(edge + " does not answer: " + broken, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("stopped", interrupted);
        }
    }
}
