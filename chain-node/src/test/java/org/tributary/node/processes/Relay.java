// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes TCP connections on to a port of the loopback address, late if told so, or not at all.
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean silent;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static Relay open(int target) throws IOException {
        var relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Each way, from now on.
    void delayBy(Duration duration) {
        delay = duration;
    }

    /// While silent, connections are taken and kept, and nothing is passed on: whoever is at one end hears nothing, not
    /// even an end.
    void silence(boolean on) {
        silent = on;
    }

    Duration delay() {
        return delay;
    }

    boolean silent() {
        return silent;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                // The door, or a target that is away: whoever dialled sees the end of the connection.
                continue;
            }
        }
    }

    private void connect(Socket dialler) throws IOException {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), target);
            start(new Pipe(this, dialler, socket));
            start(new Pipe(this, socket, dialler));
        } catch (IOException away) {
            dialler.close();
            throw away;
        }
    }

    private void start(Pipe pipe) {
        pipes.add(pipe);
        Thread.ofVirtual().start(pipe::read);
        Thread.ofVirtual().start(() -> {
            pipe.write();
            pipes.remove(pipe);
        });
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException open) {
            throw new IllegalStateException("a relay's door does not close", open);
        }
        pipes.forEach(Pipe::close);
    }
}
