// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBenchTest {
    @Test
    void aShortRunMeasuresEverythingAndLeavesNothing() throws Exception {
        List<String> progress = new ArrayList<>();
        var figures = LedgerBench.run(new LedgerBench.Plan(4, 2, 2, 3), progress::add);
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
                    .hasMessageContaining("node-2 did not come up")
                    .hasMessageContaining("tributary:");
        }
    }
}
