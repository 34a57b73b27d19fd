// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Speaks to a server as a stranger would: over real sockets.
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    String post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8)).body();
    }

    HttpResponse<String> post(byte[] body) {
        return send(HttpRequest.newBuilder(uri("http")).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(String method, String path) {
        return send(
                HttpRequest.newBuilder(uri("http").resolve(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /// The first line of the answer to an HTTP request written by hand.
    String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(reader.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Connection connect() {
        var connection = new Connection();
        connection.socket =
                http.newWebSocketBuilder().buildAsync(uri("ws"), connection).join();
        return connection;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port + "/");
    }

    /// A WebSocket and what came over it.
    static final class Connection implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private volatile boolean reading = true;
        private @Nullable WebSocket socket;

        void send(String message) {
            socket().sendText(message, true).join();
        }

        WebSocket socket() {
            if (socket == null) {
                throw new IllegalStateException("not connected");
            }
            return socket;
        }

        /// Takes one more message from its socket, then none.
        void stopReading() {
            reading = false;
        }

        void readOn() {
            reading = true;
            socket().request(1);
        }

        String next() {
            try {
                var message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (message == null) {
                    throw new IllegalStateException("nothing came");
                }
                return message;
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        boolean isSilent() {
            return received.isEmpty();
        }

        /// How the connection ended; waits for it.
        String closed() {
            return closed.orTimeout(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            if (reading) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete("broken");
        }
    }
}
