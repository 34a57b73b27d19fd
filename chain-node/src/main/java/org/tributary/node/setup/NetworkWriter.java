// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.config.Endpoint;
import org.tributary.node.config.Listening;
import org.tributary.node.config.Peer;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.node.keys.KeystoreFormat;
import org.tributary.node.keys.NodeKeys;
import org.tributary.node.keys.SecretFile;
import org.tributary.node.keys.UnusedMark;
import org.tributary.primitives.crypto.PrivateKey;

/// Lays a new network out as files: `genesis.json`, `node-0/` … and `accounts/`.
///
/// Everything is written into a directory of its own first and moved into place at the end: a failure leaves what was
/// there as it was.
public final class NetworkWriter {
    private static final String HOST = "127.0.0.1";
    private static final int DOORS = 4;

    private final Path out;
    private final SecureRandom random;

    public NetworkWriter(Path out, SecureRandom random) {
        this.out = out;
        this.random = random;
    }

    /// Whether `out` holds anything that [#write] would replace or mix with.
    public boolean occupied() throws IOException {
        return !Entries.of(out).isEmpty();
    }

    /// Replaces the network in `out`, if there is one, and leaves other files alone.
    public void write(NewNetwork network) throws IOException {
        Files.createDirectories(out);
        var stage = Files.createTempDirectory(out, ".new-network-");
        try {
            fill(stage, network);
            for (var old : Entries.of(out)) {
                if (Entries.belongsToNetwork(old)) {
                    Entries.delete(old);
                }
            }
            for (var entry : Entries.of(stage)) {
                Files.move(entry, out.resolve(entry.getFileName()));
            }
        } finally {
            Entries.delete(stage);
        }
    }

    private void fill(Path stage, NewNetwork network) throws IOException {
        SpecFile.write(network.spec(), stage.resolve("genesis.json"));
        var listening = listening(network.nodes().size());
        for (int i = 0; i < network.nodes().size(); i++) {
            writeNode(stage.resolve("node-" + i), network, listening, i);
        }
        var accounts = stage.resolve("accounts");
        if (!network.accounts().isEmpty()) {
            var password = Files.createDirectory(accounts).resolve("password");
            var secret = writePassword(password);
            for (var account : network.accounts()) {
                new KeystoreDirectory(accounts).store(account, secret, random);
            }
        }
    }

    private void writeNode(Path directory, NewNetwork network, List<Listening> listening, int self) throws IOException {
        var keystore = Files.createDirectories(directory.resolve("keystore"));
        var password = writePassword(directory.resolve("password"));
        var keys = network.nodes().get(self);
        writeKey(keystore.resolve(NodeKeys.OPERATOR_FILE), keys.operator(), password);
        writeKey(keystore.resolve(NodeKeys.CONSENSUS_FILE), keys.consensus(), password);
        UnusedMark.in(keystore).leave();
        var peers = new ArrayList<Peer>();
        for (int i = 0; i < listening.size(); i++) {
            if (i != self) {
                peers.add(new Peer(
                        network.nodes().get(i).consensus().publicKey(),
                        listening.get(i).peer()));
            }
        }
        Files.writeString(directory.resolve("node.toml"), NodeToml.format(listening.get(self), peers));
    }

    private void writeKey(Path file, PrivateKey key, String password) throws IOException {
        SecretFile.write(file, KeystoreFormat.encrypt(key, password, random));
    }

    /// For unattended restart. 128 random bits, so that the keystores' low cost does not matter.
    private String writePassword(Path file) throws IOException {
        var password = Bytes.random(16, random).toUnprefixedHexString();
        SecretFile.write(file, password + "\n");
        return password;
    }

    private static List<Listening> listening(int nodes) {
        var ports = FreePorts.find(nodes * DOORS);
        var all = new ArrayList<Listening>();
        for (int i = 0; i < nodes; i++) {
            int first = i * DOORS;
            all.add(new Listening(
                    new Endpoint(HOST, ports.get(first)),
                    new Endpoint(HOST, ports.get(first + 1)),
                    new Endpoint(HOST, ports.get(first + 2)),
                    new Endpoint(HOST, ports.get(first + 3))));
        }
        return all;
    }
}
