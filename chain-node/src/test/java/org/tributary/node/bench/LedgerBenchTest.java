// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBenchTest {
    /// With a crash, so that both measurements run.
    @Test
    void aShortRunMeasuresEverythingAndLeavesNothing() throws Exception {
        List<String> progress = new ArrayList<>();
        var plan = new LedgerBenchPlan(4, 2, OptionalInt.of(2), 3, 1, OptionalInt.of(50));
        var measured = LedgerBench.run(plan, progress::add);
        assertThat(measured.txPerSecondBefore()).isPositive();
        assertThat(measured.blockTransactions()).isBetween(1.0, 50.0);
        assertThat(measured.jitCpuMicrosPerTxPerReplica())
                .isPositive()
                .isLessThan(measured.ledger().cpuMicrosPerTxPerReplica());
        var figures = measured.ledger();
        assertThat(figures.validators()).isEqualTo(4);
        assertThat(figures.txPerSecond()).isPositive();
        assertThat(figures.finalityMillis().p50()).isPositive();
        assertThat(figures.cpuMicrosPerTxPerReplica()).isPositive();
        assertThat(figures.bytesPerTxPerReplica()).isPositive();
        assertThat(progress).anyMatch(line -> line.startsWith("warm-up"));
        var start = progress.getFirst();
        assertThat(Path.of(start.substring(start.indexOf(" in ") + 4))).doesNotExist();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aNodeThatDoesNotComeUpIsNamedWithItsReason(@TempDir Path directory) throws Exception {
        var config = Files.createDirectory(directory.resolve("node-2")).resolve("node.toml");
        Files.writeString(config, "genesis = \"nowhere.json\"\n");
        try (var process = ValidatorProcess.start(config)) {
            assertThatThrownBy(process::rpc)
                    .isInstanceOf(BenchFailed.class)
                    .hasMessageContaining("node-2")
                    .hasMessageContaining("did not come up")
                    .hasMessageContaining("tributary:");
        }
    }
}
