// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One `tributary node` in a process of its own.
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final String ready;

    private NodeProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Starts it, and returns when it says that it is ready.
    static NodeProcess start(Path config) throws IOException {
        var process = new ProcessBuilder(command("node", "--config", config.toString()))
                .redirectError(config.resolveSibling("node.log").toFile())
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                return new NodeProcess(process, line);
            }
        }
        throw new IOException("the node ended before it was ready; see node.log beside " + config);
    }

    static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.tributary.node.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
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

    /// As `kill -9` does: no hook runs, nothing is flushed.
    void kill() throws InterruptedException {
        strike();
        process.waitFor();
    }

    /// Kills it without waiting until it is gone.
    void strike() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
