// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.node.acceptance.NodeProcess;
import org.tributary.node.setup.Entries;

/// One validator: a directory, and the process that runs on it, if one does.
final class Member implements AutoCloseable {
    private final Path home;
    private final List<String> entering;
    private final Map<String, String> settings;
    private final Rpc rpc;
    private NodeProcess process;
    private Optional<SmallDisk> disk = Optional.empty();

    private Member(Path home, List<String> entering, Map<String, String> settings, Rpc rpc, NodeProcess process) {
        this.home = home;
        this.entering = entering;
        this.settings = settings;
        this.rpc = rpc;
        this.process = process;
    }

    /// Starts it; [#awaitReady] returns when it takes part.
    static Member launch(Path home, List<String> entering, Map<String, String> settings, Rpc rpc) throws IOException {
        return new Member(home, entering, settings, rpc, process(home, entering, settings));
    }

    private static NodeProcess process(Path home, List<String> entering, Map<String, String> settings)
            throws IOException {
        return NodeProcess.launch(home.resolve("node.toml"), entering, settings);
    }

    void awaitReady() throws IOException {
        process.awaitReady();
    }

    Rpc rpc() {
        return rpc;
    }

    boolean alive() {
        return process.alive();
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.kill();
    }

    /// Starts it after a [#kill], and returns before it is ready.
    void relaunch() throws IOException {
        process = process(home, entering, settings);
    }

    void restart() throws IOException {
        relaunch();
        awaitReady();
    }

    /// As a debugger, a hypervisor or a long collection of garbage does: it does not run, and its connections stay.
    void pause() {
        Shell.run("kill -STOP " + process.pid());
    }

    void resume() {
        Shell.run("kill -CONT " + process.pid());
    }

    /// What it ended with by itself.
    int awaitExit(Duration bound) throws InterruptedException {
        return process.exit(bound)
                .orElseThrow(() -> new IllegalStateException("the node of " + home + " still runs after " + bound));
    }

    Path data() {
        return home.resolve("data");
    }

    String log() throws IOException {
        return Files.readString(home.resolve("node.log"));
    }

    /// Moves the data of a node that does not run to a disk of its own, for good.
    ///
    /// @throws Shell.Refused where this user may not mount
    SmallDisk moveToSmallDisk(int megabytes) throws IOException {
        var aside = home.resolve("aside");
        Files.move(data(), aside);
        try {
            var small = SmallDisk.mount(data(), megabytes);
            disk = Optional.of(small);
            Shell.run("cp -a " + aside + "/. " + data());
            return small;
        } catch (Shell.Refused refused) {
            Files.deleteIfExists(data());
            Files.move(aside, data());
            throw refused;
        }
    }

    /// Of a node that does not run.
    void deleteData() throws IOException {
        // The directory itself may be a disk.
        try (var entries = Files.list(data())) {
            for (var entry : entries.toList()) {
                Entries.delete(entry);
            }
        }
    }

    /// Of a node that does not run.
    void backUp() throws IOException {
        Entries.delete(backup());
        Shell.run("cp -a " + data() + " " + backup());
    }

    /// Of a node that does not run.
    void restoreBackup() throws IOException {
        deleteData();
        Shell.run("cp -a " + backup() + "/. " + data());
    }

    private Path backup() {
        return home.resolve("backup");
    }

    @Override
    public void close() {
        if (process.alive()) {
            Shell.attempt("kill -CONT " + process.pid());
        }
        process.close();
        disk.ifPresent(SmallDisk::close);
    }
}
