// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import picocli.CommandLine;

/// Exit codes and output of `log ls` and `log verify`, over real files.
class LogCommandTest {
    private static final ChainName CDN = new ChainName("cdn");
    private static final PrivateKey KEY =
            new PrivateKey(Keccak.hash(Bytes.of(1)).bytes());
    private static final Domain DOMAIN = Domain.of(new ChainId(777), Hash.ZERO, CDN);

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path directory() {
        return data.resolve("chains").resolve("cdn").resolve("log");
    }

    @BeforeEach
    void writeTwoDays() {
        try (var log = ServiceLog.open(directory(), new LogShape(3_600_000, 24, 1 << 20))) {
            for (int i = 0; i < 3; i++) {
                var bucket = new Bucket(24 * 20_000 + 12 * i);
                var receipt = new UsageReceipt(Hash.ZERO, bucket, 10 + i, 0, 0, false, Hash.ZERO);
                var receipts = List.of(SignedReceipt.sign(receipt, DOMAIN, KEY));
                var batch = SignedBatch.sign(CDN, i, receipts, DOMAIN, KEY);
                log.append(new LogRecord(batch.hash(), bucket, bucket, batch.encode()));
            }
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new LogCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, result) -> 1)
                .execute(arguments);
    }

    private Path segment(String day) throws Exception {
        try (var files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(day + ".log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void segmentsAreListedWithTheirDays() {
        assertThat(run("ls", "--data", data.toString())).isZero();
        assertThat(out.toString())
                .contains("cdn: 2 segments, 3 batches")
                .contains("00000001-2024-10-04.log  2024-10-04  2 batches")
                .contains("00000002-2024-10-05.log  2024-10-05  1 batches");
    }

    @Test
    void aLogAsItWasWrittenExitsWithZero() {
        assertThat(run("verify", "--data", data.toString(), "--json")).isZero();
        assertThat(out.toString())
                .contains("\"file\":\"00000001-2024-10-04.log\"")
                .contains("\"batches\":2")
                .contains("\"damaged\":[]");
    }

    @Test
    void aFlippedBitExitsWithOneAndSaysWhere() throws Exception {
        var file = segment("2024-10-04");
        var bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        assertThat(run("verify", "--data", data.toString())).isOne();
        assertThat(out.toString()).contains("DAMAGED: bytes 8 to ").contains("1 batches");
        // What it lists is what its index says: every byte is read by verify alone.
        assertThat(run("ls", "--data", data.toString())).isZero();
    }

    @Test
    void aRecordThatIsNotItsBatchIsDamage() {
        try (var log = ServiceLog.open(directory(), new LogShape(3_600_000, 24, 1 << 20))) {
            var bucket = new Bucket(24 * 20_001);
            log.append(new LogRecord(Keccak.hash(Bytes.of(7)), bucket, bucket, Bytes.of(1, 2, 3)));
        }
        assertThat(run("verify", "--data", data.toString())).isOne();
        assertThat(out.toString()).contains("is not batch 0x");
    }

    @Test
    void aTornTailIsShownAndIsNoDamage() throws Exception {
        var file = segment("2024-10-05");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(run("verify", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("tail of ");
    }

    @Test
    void withoutALogItExitsWithOne() {
        assertThat(run("ls", "--data", data.resolve("elsewhere").toString())).isOne();
        assertThat(run("verify", "--data", data.resolve("elsewhere").toString()))
                .isOne();
    }
}
