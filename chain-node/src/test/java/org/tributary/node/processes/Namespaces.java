// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tributary.node.config.Endpoint;
import org.tributary.node.config.Listening;

/// A network namespace for each node, all plugged into one bridge, which has a namespace of its own: the machine's packet
/// filters do not see what crosses it. The clients reach every node over one more cable, whatever the nodes are cut from.
final class Namespaces implements Site {
    private static final int PEER_PORT = 30_545;

    private final Namespace hub;
    private final List<Namespace> nodes;
    private final Subnet subnet;
    private final String uplink = "trib" + ProcessHandle.current().pid();

    private Namespaces(Namespace hub, List<Namespace> nodes, Subnet subnet) {
        this.hub = hub;
        this.nodes = nodes;
        this.subnet = subnet;
    }

    /// @throws Shell.Refused where this machine or this user has no namespaces; nothing of it is left then
    static Namespaces create(int nodes) {
        Namespace.removeLeftovers();
        var created = new Namespaces(
                Namespace.named("hub"),
                IntStream.range(0, nodes)
                        .mapToObj(i -> Namespace.named("node" + i))
                        .toList(),
                Subnet.free());
        try {
            created.plugTogether();
            return created;
        } catch (Shell.Refused refused) {
            created.close();
            throw refused;
        }
    }

    private void plugTogether() {
        hub.create();
        hub.ip("link add bridge type bridge");
        hub.ip("link set bridge up");
        Shell.run("ip link add " + uplink + " type veth peer name clients netns " + hub.name());
        plug("clients");
        Shell.run("ip addr add " + subnet.address(Subnet.CLIENTS) + "/24 dev " + uplink);
        Shell.run("ip link set " + uplink + " up");
        for (int i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            node.create();
            node.ip("link add cable type veth peer name port" + i + " netns " + hub.name());
            plug("port" + i);
            node.ip("addr add " + address(i) + "/24 dev cable");
            node.ip("link set cable up");
        }
    }

    private void plug(String port) {
        hub.ip("link set " + port + " master bridge");
        hub.ip("link set " + port + " up");
    }

    String address(int node) {
        return subnet.address(1 + node);
    }

    @Override
    public Listening listening(int node) {
        var host = address(node);
        return new Listening(
                new Endpoint(host, PEER_PORT),
                new Endpoint(host, PEER_PORT + 1),
                new Endpoint(host, PEER_PORT + 2),
                new Endpoint(host, PEER_PORT + 3));
    }

    @Override
    public List<String> entering(int node) {
        // It becomes the command, so that a signal reaches the node itself.
        return List.of("ip", "netns", "exec", nodes.get(node).name());
    }

    /// Nothing that `from` sends reaches `to` any more; the other direction stays as it is.
    void cut(int from, int to) {
        nodes.get(from).ip("route replace blackhole " + address(to) + "/32");
    }

    void cutBothWays(int one, int other) {
        cut(one, other);
        cut(other, one);
    }

    /// Every node loses this share of what its peers send; the clients' packets pass.
    ///
    /// @throws Shell.Refused where the machine has no nftables
    void lose(int percent) {
        for (var node : nodes) {
            node.run("nft add table ip faults");
            node.run("nft add chain ip faults arriving { type filter hook input priority 0 ; }");
            node.run("nft add rule ip faults arriving ip saddr != " + subnet.address(Subnet.CLIENTS)
                    + " iifname cable numgen random mod 100 < " + percent + " drop");
        }
    }

    /// Takes every fault of the network away.
    void heal() {
        for (var node : nodes) {
            node.ip("route flush type blackhole");
            Shell.attempt("ip netns exec " + node.name() + " nft delete table ip faults");
        }
    }

    @Override
    public void close() {
        // The cables go with their ends; the one in this namespace at once, so that its name is free again.
        Shell.attempt("ip link del " + uplink);
        var all = new ArrayList<>(nodes);
        all.add(hub);
        all.forEach(Namespace::remove);
    }
}
