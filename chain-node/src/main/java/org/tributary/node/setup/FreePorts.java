// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Ports of the loopback address that nothing listens on just now.
public final class FreePorts {
    private FreePorts() {}

    /// All are held open until the last one is found, so that no two are the same.
    public static List<Integer> find(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        } finally {
            sockets.forEach(FreePorts::close);
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
