// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.client.FetchFailed.Kind;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.PrivateKey;

/// One client's way to one edge: plain HTTP requests, those that need it signed. docs/protocol/edge-http.md.
final class EdgeConnection {
    static final String CONTROL = "/.well-known/tributary";

    /// Opening a ticket takes the edge a block of the service chain.
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private static final int MAX_ANSWER = 64 << 10;

    private final HttpClient http;
    private final URI edge;
    private final PrivateKey client;
    private final SecureRandom random = new SecureRandom();
    private InstantSource time = InstantSource.system();

    /// @param edge its scheme and authority; the rest is not looked at
    EdgeConnection(HttpClient http, URI edge, PrivateKey client) {
        this.http = http;
        this.edge = edge;
        this.client = client;
    }

    /// Signatures are dated by this clock from now on.
    void setTime(InstantSource source) {
        time = source;
    }

    EdgeWord.Description describe() throws FetchFailed {
        return EdgeWord.description(said(HttpRequest.newBuilder(edge.resolve(CONTROL))));
    }

    /// Returns where the session stands, once its ticket is open.
    EdgeWord.Standing lodge(Opening opening) throws FetchFailed {
        var target = edge.resolve(CONTROL + "/tickets");
        var request = HttpRequest.newBuilder(target)
                .POST(BodyPublishers.ofByteArray(opening.encode().toArrayUnsafe()));
        return EdgeWord.standing(
                said(signed(request, "POST", target, opening.ticket().ticket().hash())));
    }

    /// Returns once the edge has them on its disk.
    EdgeWord.Standing hand(List<SignedReceipt> receipts) throws FetchFailed {
        var body = Rlp.list(list -> list.list(receipts, (items, receipt) -> items.list(receipt::write)));
        return EdgeWord.standing(said(HttpRequest.newBuilder(edge.resolve(CONTROL + "/receipts"))
                .POST(BodyPublishers.ofByteArray(body.toArrayUnsafe()))));
    }

    /// A line to the edge over which frames go both ways.
    ///
    /// @param call `http` or `https`
    WebSocket dial(URI call, Hash ticket, WebSocket.Listener listener) throws FetchFailed {
        var signature = signature("GET", call, ticket);
        var line = URI.create(call.toString().replaceFirst("^http", "ws"));
        try {
            return http.newWebSocketBuilder()
                    .header(MessageSignature.INPUT_HEADER, signature.input())
                    .header(MessageSignature.HEADER, signature.value())
                    .connectTimeout(TIMEOUT)
                    .buildAsync(line, listener)
                    .get();
        } catch (ExecutionException failed) {
            throw new FetchFailed(
                    Kind.CONNECTION, edge.getRawAuthority() + " takes no call: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FetchFailed(Kind.CONNECTION, "interrupted", interrupted);
        }
    }

    /// The answer to a signed request, whatever its status.
    HttpResponse<InputStream> send(String method, URI target, Hash ticket, BodyPublisher body) throws FetchFailed {
        return send(signed(HttpRequest.newBuilder(target).method(method, body), method, target, ticket)
                .timeout(TIMEOUT)
                .build());
    }

    /// The answer to a GET, whatever its status.
    HttpResponse<InputStream> get(URI object, Hash ticket, List<String> headers) throws FetchFailed {
        var request = signed(HttpRequest.newBuilder(object), "GET", object, ticket);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return send(request.timeout(TIMEOUT).build());
    }

    /// What stands in an answer that is no content.
    static String text(HttpResponse<InputStream> answer) throws FetchFailed {
        try (var body = answer.body()) {
            return new String(body.readNBytes(MAX_ANSWER), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new FetchFailed(Kind.CONNECTION, "the edge's answer broke off: " + broken.getMessage(), broken);
        }
    }

    private HttpRequest.Builder signed(HttpRequest.Builder request, String method, URI target, Hash ticket) {
        var signature = signature(method, target, ticket);
        return request.header(MessageSignature.INPUT_HEADER, signature.input())
                .header(MessageSignature.HEADER, signature.value());
    }

    private MessageSignature signature(String method, URI target, Hash ticket) {
        var path = target.getRawPath();
        var of = new MessageSignature.Target(
                method,
                target.getRawAuthority().toLowerCase(Locale.ROOT),
                path == null || path.isEmpty() ? "/" : path,
                target.getRawQuery() == null ? "?" : "?" + target.getRawQuery());
        var nonce = Bytes.random(MessageSignature.NONCE_SIZE, random);
        return MessageSignature.sign(of, ticket, time.instant().getEpochSecond(), nonce, client);
    }

    private String said(HttpRequest.Builder request) throws FetchFailed {
        var answer = send(request.timeout(TIMEOUT).build());
        var text = text(answer);
        if (answer.statusCode() / 100 != 2) {
            throw EdgeWord.refusal(answer.statusCode(), text);
        }
        return text;
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws FetchFailed {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw new FetchFailed(
                    Kind.CONNECTION, edge.getRawAuthority() + " does not answer: " + broken.getMessage(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FetchFailed(Kind.CONNECTION, "interrupted", interrupted);
        }
    }
}
