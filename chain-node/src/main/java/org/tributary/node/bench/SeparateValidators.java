// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.node.setup.Entries;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.crypto.PrivateKey;

/// A new network of separate processes in a temporary directory. However this process ends, short of
/// `kill -9`, theirs end and the directory goes.
final class SeparateValidators implements AutoCloseable {
    private final Path directory;
    private final NewNetwork network;
    private final List<ValidatorProcess> processes = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::remove);
    private boolean removed;

    private SeparateValidators(Path directory, NewNetwork network) {
        this.directory = directory;
        this.network = network;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// @param accounts how many have a first balance
    /// @param rules makes of the devnet's what the benchmark needs
    static SeparateValidators start(int validators, int accounts, UnaryOperator<ChainSpec> rules) {
        var random = new SecureRandom();
        var drawn = NewNetwork.draw(Preset.DEVNET, validators, accounts, System.currentTimeMillis(), random);
        var network = new NewNetwork(rules.apply(drawn.spec()), drawn.nodes(), drawn.accounts());
        try {
            var started = new SeparateValidators(Files.createTempDirectory("tributary-bench-"), network);
            started.startProcesses(random);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized void startProcesses(SecureRandom random) throws IOException {
        // The accounts' keys stay here: nobody unlocks them from files.
        new NetworkWriter(directory, random).write(new NewNetwork(network.spec(), network.nodes(), List.of()));
        for (int i = 0; i < network.nodes().size() && !removed; i++) {
            processes.add(ValidatorProcess.start(directory.resolve("node-" + i).resolve("node.toml")));
        }
    }

    Path directory() {
        return directory;
    }

    ChainSpec spec() {
        return network.spec();
    }

    List<PrivateKey> accounts() {
        return network.accounts();
    }

    synchronized List<ValidatorProcess> processes() {
        return List.copyOf(processes);
    }

    /// Ends the last `count` processes as a power failure would.
    synchronized void crash(int count) {
        for (int i = 0; i < count; i++) {
            processes.removeLast().crash();
        }
    }

    /// @throws BenchFailed where one of them is gone
    void checkAlive() {
        if (!processes().stream().allMatch(ValidatorProcess::alive)) {
            throw new BenchFailed("a node's process ended");
        }
    }

    private synchronized void remove() {
        if (removed) {
            return;
        }
        removed = true;
        processes.forEach(ValidatorProcess::stop);
        processes.forEach(ValidatorProcess::close);
        try {
            Entries.delete(directory);
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot remove " + directory, stays);
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already, and finds nothing left to do.
            return;
        }
    }
}
