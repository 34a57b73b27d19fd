// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.node.config.Endpoint;
import org.tributary.node.peer.PeerAddress;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.crypto.PrivateKey;

/// A whole network: every validator a process of its own, all on one [Site].
final class Validators implements AutoCloseable {
    private final NewNetwork network;
    private final Path directory;
    private final Site site;
    private final List<Member> members = new ArrayList<>();

    private Validators(NewNetwork network, Path directory, Site site) {
        this.network = network;
        this.directory = directory;
        this.site = site;
    }

    /// Returns when all are ready.
    ///
    /// @param accounts how many have a first balance
    static Validators start(Path directory, Site site, int count, int accounts) throws IOException {
        var random = new SecureRandom();
        var network = NewNetwork.draw(Preset.DEVNET, count, accounts, System.currentTimeMillis(), random);
        new NetworkWriter(directory, random).write(new NewNetwork(network.spec(), network.nodes(), List.of()));
        var started = new Validators(network, directory, site);
        try {
            started.startAll();
            return started;
        } catch (IOException failure) {
            started.close();
            throw failure;
        }
    }

    private void startAll() throws IOException {
        for (int i = 0; i < network.nodes().size(); i++) {
            var rpc = new Rpc(site.listening(i).rpc());
            members.add(Member.launch(directory.resolve("node-" + i), site.entering(i), settings(i), rpc));
        }
        for (var member : members) {
            member.awaitReady();
        }
    }

    private Map<String, String> settings(int self) {
        var listening = site.listening(self);
        var settings = new HashMap<>(Map.of("TRIBUTARY_PEERS", peers(self)));
        put(settings, "PEER", listening.peer());
        put(settings, "RPC", listening.rpc());
        put(settings, "GRPC", listening.grpc());
        put(settings, "METRICS", listening.metrics());
        return settings;
    }

    private static void put(Map<String, String> settings, String door, Endpoint endpoint) {
        settings.put("TRIBUTARY_" + door + "_HOST", endpoint.host());
        settings.put("TRIBUTARY_" + door + "_PORT", Integer.toString(endpoint.port()));
    }

    private String peers(int self) {
        return IntStream.range(0, network.nodes().size())
                .filter(other -> other != self)
                .mapToObj(other -> network.nodes().get(other).consensus().publicKey() + "@" + site.dial(self, other))
                .collect(Collectors.joining(","));
    }

    PrivateKey consensusKey(int member) {
        return network.nodes().get(member).consensus();
    }

    /// Where all the others listen.
    List<PeerAddress> peersOf(int self) {
        return IntStream.range(0, count())
                .filter(other -> other != self)
                .mapToObj(other -> {
                    var door = site.listening(other).peer();
                    return new PeerAddress(consensusKey(other).publicKey(), door.host(), door.port());
                })
                .toList();
    }

    ChainSpec spec() {
        return network.spec();
    }

    List<PrivateKey> accounts() {
        return network.accounts();
    }

    int count() {
        return members.size();
    }

    /// How many may fail at once.
    int tolerated() {
        return (count() - 1) / 3;
    }

    Member member(int number) {
        return members.get(number);
    }

    List<Member> members() {
        return members;
    }

    List<Rpc> doors() {
        return members.stream().map(Member::rpc).toList();
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }
}
