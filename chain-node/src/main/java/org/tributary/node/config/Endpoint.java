// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

/// Where something listens. Port 0 lets the system choose one.
public record Endpoint(String host, int port) {
    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host is missing");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port lies in 0 … 65535: " + port);
        }
    }

    /// Reads `host:port`.
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("must be host:port, is " + text);
        }
        return new Endpoint(text.substring(0, colon), port(text.substring(colon + 1)));
    }

    static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("must be a port number, is " + text);
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
