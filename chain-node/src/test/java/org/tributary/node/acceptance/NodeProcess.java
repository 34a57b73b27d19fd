// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// One `tributary node` in a process of its own. Its log is `node.log` beside its configuration.
public final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Path config;
    private String ready = "";

    private NodeProcess(Process process, Path config) {
        this.process = process;
        this.config = config;
    }

    /// Starts it, and returns when it says that it is ready.
    static NodeProcess start(Path config) throws IOException {
        var node = launch(config, List.of(), Map.of());
        node.awaitReady();
        return node;
    }

    /// Starts it, and returns before it is ready.
    ///
    /// @param within what the command line begins with, such as a namespace to enter; it must become the
    ///               node, not start it
    /// @param settings environment variables that override the configuration
    public static NodeProcess launch(Path config, List<String> within, Map<String, String> settings)
            throws IOException {
        var command = new ArrayList<>(within);
        command.addAll(command("node", "--config", config.toString()));
        var log = config.resolveSibling("node.log").toFile();
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(settings);
        return new NodeProcess(builder.start(), config);
    }

    /// @throws IOException where it ended instead
    public void awaitReady() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                ready = line;
                return;
            }
        }
        throw new IOException("the node ended before it was ready; see node.log beside " + config);
    }

    static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // It starts sooner so: these nodes live for seconds.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
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
    public void kill() throws InterruptedException {
        strike();
        process.waitFor();
    }

    /// Kills it without waiting until it is gone.
    public void strike() {
        process.destroyForcibly();
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// What it ended with; nothing where it still runs after `patience`.
    public OptionalInt exit(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
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
