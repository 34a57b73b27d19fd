// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.primitives.crypto.PrivateKey;

/// One `tributary edge serve` in a process of its own.
final class EdgeProcess implements AutoCloseable {
    private final Process process;
    private final String ready;

    private EdgeProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Where its keys, its journal and its log are.
    record Home(Path directory) {
        Path log() {
            return directory.resolve("edge.log");
        }

        Path state() {
            return directory.resolve("state");
        }

        Path password() {
            return directory.resolve("password");
        }

        /// The key as a keystore file.
        Path key(PrivateKey key) throws IOException {
            Files.createDirectories(directory);
            Files.writeString(password(), "secret\n");
            var random = new SecureRandom();
            var _ = new KeystoreDirectory(directory.resolve("keys")).store(key, "secret", random);
            return directory.resolve("keys").resolve(key.address() + ".json");
        }
    }

    /// Returns when it says that it is ready.
    static EdgeProcess start(Home home, PrivateKey provider, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(
                "edge",
                "serve",
                "--state",
                home.state().toString(),
                "--key",
                home.key(provider).toString(),
                "--password-file",
                home.password().toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0"));
        all.addAll(List.of(arguments));
        var builder = new ProcessBuilder(NodeProcess.command(all.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        var process = builder.start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                return new EdgeProcess(process, line);
            }
        }
        throw new IOException("the edge ended before it was ready: " + Files.readString(home.log()));
    }

    /// The value of `name=` in the ready line.
    String door(String name) {
        for (var word : ready.split(" ", -1)) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        throw new IllegalStateException("no " + name + " in: " + ready);
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As `kill` does; what it ended with.
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the edge does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
