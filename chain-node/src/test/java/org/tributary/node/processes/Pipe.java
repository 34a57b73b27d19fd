// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One direction of one relayed connection. What comes together leaves together, however much is on the way: a long cable,
/// not a slow one.
final class Pipe {
    private static final int CHUNK_BYTES = 16 << 10;
    /// Four megabytes on the way, more than a connection's window.
    private static final int CHUNKS = 256;

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Chunk END = new Chunk(new byte[0], 0);

    private final Relay relay;
    private final Socket from;
    private final Socket to;
    private final BlockingQueue<Chunk> onTheWay = new ArrayBlockingQueue<>(CHUNKS);

    private record Chunk(byte[] bytes, long dueNanos) {}

    Pipe(Relay relay, Socket from, Socket to) {
        this.relay = relay;
        this.from = from;
        this.to = to;
    }

    void read() {
        try {
            var in = from.getInputStream();
            var buffer = new byte[CHUNK_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                var bytes = Arrays.copyOf(buffer, read);
                onTheWay.put(new Chunk(bytes, System.nanoTime() + relay.delay().toNanos()));
            }
            onTheWay.put(END);
        } catch (IOException over) {
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns when the connection is over.
    void write() {
        try {
            var out = to.getOutputStream();
            to.setTcpNoDelay(true);
            for (var chunk = onTheWay.take(); chunk != END; chunk = onTheWay.take()) {
                long wait = chunk.dueNanos() - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                while (relay.silent() && !to.isClosed()) {
                    Thread.sleep(LOOK);
                }
                out.write(chunk.bytes());
            }
        } catch (IOException over) {
            // The other end is gone.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void close() {
        closeQuietly(from);
        closeQuietly(to);
        // Wakes the writer; a queue that is full holds something that does.
        onTheWay.offer(END);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException open) {
            throw new IllegalStateException("a socket does not close", open);
        }
    }
}
