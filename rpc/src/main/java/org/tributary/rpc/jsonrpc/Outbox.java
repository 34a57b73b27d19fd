// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.tributary.rpc.jsonrpc.follow.Outlet;

/// What waits to be sent over one WebSocket, written in order by a thread of its own. An answer waits for room, which
/// slows down its own client only; a notification does not, and its client is disconnected.
final class Outbox implements Outlet, AutoCloseable {
    /// Waiting characters, all ASCII; one message may be larger when nothing else waits.
    private static final long MAX_WAITING_BYTES = 8L * 1024 * 1024;

    /// A client that takes no byte for so long is gone.
    private static final Duration SEND_TIME = Duration.ofSeconds(10);

    private final Session session;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    Outbox(Session session) {
        this.session = session;
        Thread.ofVirtual().name("rpc-outbox").start(this::run);
    }

    @Override
    public synchronized void send(String message) {
        if (!closed && !hasRoom(message)) {
            disconnect("slow consumer");
        }
        put(message);
    }

    /// Blocks until there is room.
    synchronized void answer(String message) throws InterruptedException {
        while (!closed && !hasRoom(message)) {
            wait();
        }
        put(message);
    }

    @Override
    public void disconnect(String reason) {
        close();
        // Where the client takes nothing at all, the writer's own time limit cuts the line.
        session.close(StatusCode.POLICY_VIOLATION, reason, Callback.NOOP);
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    private boolean hasRoom(String message) {
        return waiting.isEmpty() || waitingBytes + message.length() <= MAX_WAITING_BYTES;
    }

    private void put(String message) {
        if (!closed) {
            waiting.addLast(message);
            waitingBytes += message.length();
            notifyAll();
        }
    }

    private void run() {
        try {
            for (var message = next(); message != null; message = next()) {
                var sent = new CompletableFuture<Void>();
                session.sendText(message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
                sent.get(SEND_TIME.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException slow) {
            close();
            session.disconnect();
        } catch (ExecutionException gone) {
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable String next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        var message = waiting.pollFirst();
        if (message != null) {
            waitingBytes -= message.length();
            notifyAll();
        }
        return message;
    }
}
