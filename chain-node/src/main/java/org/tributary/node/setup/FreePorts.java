// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback address that nothing listens on just now, below those that systems give to callers: one of
/// these would be gone by the time that a node listens on it.
public final class FreePorts {
    private static final int FIRST = 10_240;

    /// Linux gives ports from here on to callers; others begin higher.
    private static final int END = 32_768;

    private static final int MAX_TRIES = 10_000;

    private FreePorts() {}

    /// All are held open until the last one is found, so that no two are the same.
    ///
    /// @throws UncheckedIOException where there are not so many
    public static List<Integer> find(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int tries = 0; sockets.size() < count; tries++) {
                if (tries == MAX_TRIES) {
                    throw new UncheckedIOException(new BindException("no " + count + " ports are free"));
                }
                listen(ThreadLocalRandom.current().nextInt(FIRST, END)).ifPresent(sockets::add);
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            sockets.forEach(FreePorts::close);
        }
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException stillOpen) {
            throw new UncheckedIOException(stillOpen);
        }
    }
}
