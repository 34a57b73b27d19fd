// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Path> directories = new ArrayList<>();
    private boolean closed;

    /// A network that does not come up.
    private final class BrokenNetwork implements NetworkStarter {
        @Override
        public Endpoints start(DemoRules rules, Path directory) throws IOException {
            assertThat(directory).isEmptyDirectory();
            directories.add(directory);
            throw new IOException("port 8545 is busy");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--trace=FILE", "--json", "--keep=DIR", "Exit codes", "wrong usage");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run("--what")).isEqualTo(2);
    }

    @Test
    void aChainThatTheNetworkLacksOrALogThatTellsOfSomethingElseIsWrongUsage() {
        assertThat(run("--chain", "video")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no video, only cdn, voip and storage");
        assertThat(run("--chain", "voip", "--trace", "access.log")).isEqualTo(2);
        assertThat(err.toString()).contains("voip counts call milliseconds");
        assertThat(directories).isEmpty();
    }

    @Test
    void aNetworkThatDoesNotComeUpEndsTheRunAndLeavesNothing() {
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("port 8545 is busy");
        assertThat(closed).isTrue();
        assertThat(directories).hasSize(1).allSatisfy(path -> assertThat(path).doesNotExist());
    }

    @Test
    void withJsonProgressGoesToStandardErrorOnly() {
        run("--json");
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("starting a network");
    }

    @Test
    void aDirectoryToKeepMustBeEmpty() throws IOException {
        Files.writeString(folder.resolve("mine"), "x");
        assertThat(run("--keep", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty");
        assertThat(folder.resolve("mine")).exists();
    }

    @Test
    void aKeptDirectoryStays() {
        var kept = folder.resolve("kept");
        run("--keep", kept.toString());
        assertThat(kept).exists();
    }

    @Test
    void aLogThatIsNoneIsRefusedBeforeANetworkStarts() throws IOException {
        var file = Files.writeString(folder.resolve("x.log"), "hello\n");
        assertThat(run("--trace", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no line in combined or common format");
        assertThat(run("--trace", folder.resolve("missing").toString())).isEqualTo(1);
        assertThat(directories).isEmpty();
    }

    private int run(String... arguments) {
        BillCheck bills = (_, _) -> new BillCheck.Outcome(true, 0, 0, "");
        return new CommandLine(new DemoCommand(BrokenNetwork::new, bills))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
