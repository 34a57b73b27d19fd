// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second opinion on the vectors, from an implementation that we have no part in: ethers' `TypedDataEncoder`
/// recomputes hashes and signatures. Skipped where Node or npm are not installed, or npm cannot get ethers.
class EthersTest {
    private static final Path SOURCE = Path.of("src/test/resources/ethers");
    private static final Path WORK = Path.of("target/ethers");
    private static final long INSTALL_SECONDS = 120;

    /// What a program printed, both streams, and how it ended.
    private record Run(int exitCode, String output) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        if (!isThere("node") || !isThere("npm")) {
            abort("skipped: the check with ethers needs Node and npm, and they are not installed");
        }
        Files.createDirectories(WORK);
        for (var name : new String[] {"package.json", "package-lock.json", "typed-data.mjs"}) {
            Files.write(WORK.resolve(name), Files.readAllBytes(SOURCE.resolve(name)));
        }
        if (Files.isDirectory(WORK.resolve("node_modules/ethers"))) {
            return;
        }
        var run = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        if (run.exitCode() != 0) {
            abort("skipped: npm could not install ethers: " + run.output());
        }
    }

    @Test
    void ethersComputesTheSameHashesAndSignatures() throws IOException, InterruptedException {
        var run = check(VectorFile.DIRECTORY);
        assertThat(run.exitCode()).as(run.output()).isZero();
        int vectors = 0;
        for (var object : SignedObject.values()) {
            vectors += VectorFile.published(object).get("vectors").size();
        }
        assertThat(run.output()).contains(vectors + " vectors agree");
    }

    @Test
    void ethersNoticesAVectorThatIsWrong(@TempDir Path directory) throws IOException, InterruptedException {
        var file = VectorFile.computed(SignedObject.BATCH_ACK);
        var message = file.get("vectors").get(3).get("message");
        ((ObjectNode) message).put("bucket", "7");
        Files.writeString(directory.resolve("BatchAck.json"), VectorFile.text(file));
        var run = check(directory);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("BatchAck.json vector 3").contains("structHash");
    }

    private static Run check(Path directory) throws IOException, InterruptedException {
        return run("node", "typed-data.mjs", directory.toAbsolutePath().toString());
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(program, "--version").exitCode() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        var output = Files.createTempFile("ethers", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
