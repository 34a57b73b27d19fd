// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One `tributary node` in a process of its own, on the Java and the classes of this one.
final class ValidatorProcess implements AutoCloseable {
    /// Four JVMs that start at once on a busy machine.
    private static final long READY_SECONDS = 120;

    private static final long CLOSE_SECONDS = 20;
    private static final String MAIN = "org.tributary.node.cli.Main";

    private final Process process;
    private final Path log;
    private final CompletableFuture<Optional<String>> ready;

    private ValidatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.ready = CompletableFuture.supplyAsync(
                () -> readyLine(process), task -> Thread.ofVirtual().start(task));
    }

    /// Returns at once; [#rpc] waits until the node is ready.
    static ValidatorProcess start(Path config) throws IOException {
        var log = config.resolveSibling("node.log");
        var process =
                new ProcessBuilder(command(config)).redirectError(log.toFile()).start();
        return new ValidatorProcess(process, log);
    }

    /// What the launcher runs: `TRIBUTARY_JAVA_OPTS` reaches the nodes as it reaches every command, and so do the
    /// archived classes that this process runs on.
    private static List<String> command(Path config) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+ExitOnOutOfMemoryError"));
        var options = Optional.ofNullable(System.getenv("TRIBUTARY_JAVA_OPTS")).orElse("");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(ValidatorProcess::isArchive)
                .forEach(command::add);
        command.addAll(options.isBlank() ? List.of() : List.of(options.strip().split("\\s+")));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MAIN, "node", "--config", config.toString()));
        return command;
    }

    private static boolean isArchive(String option) {
        return option.startsWith("-XX:AOTCache=")
                || option.startsWith("-XX:SharedArchiveFile=")
                || option.startsWith("-Xlog:");
    }

    private static Optional<String> readyLine(Process process) {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return reader.lines().filter(line -> line.startsWith("ready ")).findFirst();
    }

    /// The addresses in the ready line.
    ///
    /// @throws BenchFailed where the node ended, or took too long
    private URI door(String name) {
        try {
            var line = ready.get(READY_SECONDS, TimeUnit.SECONDS).orElseThrow(() -> new BenchFailed(notUp("ended")));
            for (var word : line.split(" ", -1)) {
                if (word.startsWith(name + "=")) {
                    return URI.create(word.substring(name.length() + 1));
                }
            }
            throw new BenchFailed("a node says it is ready, but not where its " + name + " is: " + line);
        } catch (ExecutionException | TimeoutException late) {
            throw new BenchFailed(notUp("was not ready within " + READY_SECONDS + " s"), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("stopped", stopped);
        }
    }

    private String notUp(String what) {
        return "the node that logs to " + log + " did not come up, it " + what + "; the last it said: " + lastLine();
    }

    private String lastLine() {
        try {
            var lines = Files.readAllLines(log);
            return lines.isEmpty() ? "(nothing)" : lines.getLast();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    URI rpc() {
        return door("rpc");
    }

    URI metrics() {
        return door("metrics").resolve("/metrics");
    }

    /// User and system time of all its threads.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What of [#cpu] the JVM's compilers took. Zero where the system does not tell.
    Duration compilerCpu() {
        return CompilerThreads.cpu(process.pid());
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Ends it at once, and waits until it is gone.
    void crash() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks it to end; [#close] waits for that.
    void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
