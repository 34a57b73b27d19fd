// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tributary.node.config.Endpoint;
import org.tributary.node.config.Listening;
import org.tributary.node.setup.FreePorts;

/// All nodes on the loopback address, and a [Relay] on the way from each to each: for machines and users that may have no
/// namespaces of their own, and for the faults that a relay makes.
final class Loopback implements Site {
    private static final String HOST = "127.0.0.1";
    private static final int DOORS = 4;

    private record Way(int from, int to) {}

    private final List<Integer> ports;
    private final Map<Way, Relay> relays = new HashMap<>();

    private Loopback(List<Integer> ports) {
        this.ports = ports;
    }

    static Loopback create(int nodes) throws IOException {
        var site = new Loopback(FreePorts.find(nodes * DOORS));
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if (from != to) {
                    site.relays.put(new Way(from, to), Relay.open(site.port(to, 0)));
                }
            }
        }
        return site;
    }

    private int port(int node, int door) {
        return ports.get(node * DOORS + door);
    }

    @Override
    public Listening listening(int node) {
        return new Listening(
                new Endpoint(HOST, port(node, 0)),
                new Endpoint(HOST, port(node, 1)),
                new Endpoint(HOST, port(node, 2)),
                new Endpoint(HOST, port(node, 3)));
    }

    Relay relay(int from, int to) {
        var relay = relays.get(new Way(from, to));
        if (relay == null) {
            throw new IllegalArgumentException("no way from " + from + " to " + to);
        }
        return relay;
    }

    Iterable<Relay> relays() {
        return relays.values();
    }

    @Override
    public String dial(int from, int to) {
        return HOST + ":" + relay(from, to).port();
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }
}
