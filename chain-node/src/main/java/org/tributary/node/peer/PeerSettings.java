// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.time.Duration;

/// Where to listen, and how much to hold for each peer.
///
/// @param port 0 lets the system choose
public record PeerSettings(
        String host, int port, PeerLimits urgent, PeerLimits bulk, Duration requestTimeout) {
    static final int MAX_PORT = 65_535;

    public PeerSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the peer network listens on a named host or address");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and 65535, not at " + port);
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException("a request needs time to be answered");
        }
    }

    /// Votes are small, and a replica that is 4,096 of them behind is served better by fresh ones: a member says three
    /// things per height and chain. Bulk holds a few of the largest payloads, and takes every transaction of a network at
    /// several times its goal from one peer. A broadcast is one copy in memory, however many queues it waits in.
    public static PeerSettings listeningOn(String host, int port) {
        return new PeerSettings(
                host,
                port,
                new PeerLimits(new QueueLimit(4_096, 32L << 20), new RateLimit(4_096, 64L << 20)),
                new PeerLimits(new QueueLimit(16_384, 64L << 20), new RateLimit(32_768, 64L << 20)),
                Duration.ofSeconds(10));
    }

    PeerLimits limits(Priority priority) {
        return switch (priority) {
            case URGENT -> urgent;
            case BULK -> bulk;
        };
    }
}
