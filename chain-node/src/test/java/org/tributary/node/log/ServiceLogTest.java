// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.node.simulation.disk.Point;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Protocol §7.10. What a member acknowledged stays on its disk, until it may go.
class ServiceLogTest {
    private static final int SEGMENT = 1_000;
    /// A segment spans 10 buckets at most.
    private static final LogShape SHAPE = new LogShape(1_000, 10, SEGMENT);

    private final BrokenDisk disk = new BrokenDisk();

    @TempDir
    private Path temporary;

    private Path place() {
        return disk.files.path("chains/cdn/log");
    }

    private ServiceLog open() {
        return ServiceLog.open(place(), SHAPE);
    }

    private static LogRecord record(int number, long acknowledged) {
        return record(number, acknowledged, 100);
    }

    private static LogRecord record(int number, long acknowledged, int size) {
        var random = new Random(number);
        var bytes = new byte[size];
        random.nextBytes(bytes);
        var payload = Bytes.wrap(bytes);
        return new LogRecord(Keccak.hash(payload), new Bucket(acknowledged), new Bucket(acknowledged), payload);
    }

    private static List<Integer> held(ServiceLog log, int of, long acknowledged) {
        var held = new ArrayList<Integer>();
        for (int number = 0; number < of; number++) {
            var record = record(number, acknowledged);
            if (log.payload(record.batch()).filter(record.payload()::equals).isPresent()) {
                held.add(number);
            }
        }
        return held;
    }

    private List<String> names(String ending) {
        return disk.files.files().keySet().stream()
                .filter(name -> name.endsWith(ending))
                .toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "BEFORE_BATCH_WRITE",
                "AFTER_BATCH_WRITE",
                "BEFORE_BATCH_SYNC",
                "AFTER_BATCH_SYNC",
                "BEFORE_SYNC",
                "AFTER_SYNC",
                "BEFORE_APPEND",
                "AFTER_APPEND"
            })
    void whatWasAnsweredSurvivesPowerLossAtEveryPoint(Point point) {
        for (int pass = 0; pass < 12; pass++) {
            var broken = new ServiceLogTest();
            int kept = broken.appendUntilDeath(point, pass, 30);
            for (int seed = 0; seed < 10; seed++) {
                broken.disk.files.losePower(new Random(seed));
                try (var log = broken.open()) {
                    var held = held(log, 31, 5);
                    assertThat(held).hasSizeBetween(kept, kept + 1).containsExactly(upTo(held.size()));
                    assertThat(log.readings().damaged()).isZero();
                    kept = held.size();
                }
            }
        }
    }

    private static Integer[] upTo(int end) {
        var numbers = new Integer[end];
        for (int i = 0; i < end; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private int appendUntilDeath(Point point, int pass, int count) {
        int kept = 0;
        try (var log = open()) {
            disk.dieAt(point, pass);
            for (; kept < count; kept++) {
                assertThat(log.append(record(kept, 5))).isEqualTo(new LogAnswer.Kept());
            }
        } catch (Crash expected) {
            // The process is gone.
        }
        disk.repair();
        return kept;
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_BATCH_WRITE", "BEFORE_BATCH_SYNC"})
    void aFullDiskRefusesTheBatchAndKeepsTheOthers(Point point) {
        try (var log = open()) {
            log.append(record(0, 5));
            disk.failAt(point);
            for (int number = 1; number < 4; number++) {
                assertThat(log.append(record(number, 5))).isInstanceOf(LogAnswer.Refused.class);
            }
            assertThat(held(log, 9, 5)).containsExactly(0);
            assertThat(names(".log")).hasSize(1);
            disk.repair();
            assertThat(log.append(record(4, 5))).isEqualTo(new LogAnswer.Kept());
            assertThat(log.readings().refused()).isEqualTo(3);
        }
        try (var log = open()) {
            assertThat(held(log, 9, 5)).containsExactly(0, 4);
        }
    }

    @Test
    void aDamagedRecordIsSkippedAndCountedAndTheOthersAreRead() throws IOException {
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            for (int number = 0; number < 5; number++) {
                log.append(record(number, 5));
            }
        }
        var segment = files(temporary, ".log").getFirst();
        var intact = Files.readAllBytes(segment);
        for (int at : List.of(8 + 160 + 1, 8 + 160 + 20, 8 + 160 + 100, 8 + 2 * 160 - 1)) {
            var bytes = intact.clone();
            bytes[at] ^= 4;
            Files.write(segment, bytes);
            try (var log = ServiceLog.open(temporary, SHAPE)) {
                assertThat(held(log, 5, 5)).as("flipped at " + at).containsExactly(0, 2, 3, 4);
                assertThat(log.readings().damaged()).isEqualTo(1);
                // The others send it again.
                assertThat(log.append(record(1, 5))).isEqualTo(new LogAnswer.Kept());
                assertThat(held(log, 5, 5)).containsExactly(0, 1, 2, 3, 4);
            }
        }
    }

    @Test
    void aRecordThatIsDamagedWhileTheNodeRunsIsNotThereAnyMore() throws IOException {
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            log.append(record(0, 5));
            log.append(record(1, 5));
            var segment = files(temporary, ".log").getFirst();
            var bytes = Files.readAllBytes(segment);
            bytes[100] ^= 1;
            Files.write(segment, bytes);
            assertThat(held(log, 2, 5)).containsExactly(1);
            assertThat(log.acknowledged(record(0, 5).batch())).isEmpty();
            assertThat(log.readings().damaged()).isEqualTo(1);
            log.append(record(0, 5));
            assertThat(held(log, 2, 5)).containsExactly(0, 1);
        }
    }

    @Test
    void aTornTailOfAnyLengthIsCut() throws IOException {
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            log.append(record(0, 5));
            log.append(record(1, 5));
        }
        var segment = files(temporary, ".log").getFirst();
        var whole = Files.readAllBytes(segment);
        for (int size = 0; size < whole.length; size += 7) {
            Files.write(segment, Arrays.copyOf(whole, size));
            try (var log = ServiceLog.open(temporary, SHAPE)) {
                assertThat(held(log, 2, 5)).hasSize(Math.max(0, (size - 8) / 160));
                assertThat(log.append(record(2, 5))).isEqualTo(new LogAnswer.Kept());
            }
            try (var log = ServiceLog.open(temporary, SHAPE)) {
                assertThat(held(log, 3, 5)).contains(2);
            }
            for (var left : files(temporary, "")) {
                Files.delete(left);
            }
        }
    }

    @Test
    void segmentsEndBySizeAndByDayOfArrival() throws IOException {
        var daily = new LogShape(3_600_000, 24, SEGMENT);
        try (var log = ServiceLog.open(temporary, daily)) {
            log.append(record(0, 24 * 20_000));
            log.append(record(1, 24 * 20_000 + 23));
            log.append(record(2, 24 * 20_001));
            for (int number = 3; number < 9; number++) {
                log.append(record(number, 24 * 20_001));
            }
        }
        assertThat(files(temporary, ".log"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("00000001-2024-10-04.log", "00000002-2024-10-05.log", "00000003-2024-10-05.log");
        assertThat(files(temporary, ".log")).allMatch(file -> file.toFile().length() <= SEGMENT);
    }

    @Test
    void aSealedSegmentIsReadByItsIndexAndWithoutOne() throws IOException {
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            for (int number = 0; number < 20; number++) {
                log.append(record(number, 5));
            }
        }
        assertThat(files(temporary, ".idx")).hasSize(files(temporary, ".log").size() - 1);
        for (var index : files(temporary, ".idx")) {
            var bytes = Files.readAllBytes(index);
            bytes[bytes.length / 2] ^= 1;
            Files.write(index, bytes);
        }
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            assertThat(held(log, 20, 5)).hasSize(20);
        }
        for (var index : files(temporary, ".idx")) {
            Files.delete(index);
        }
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            assertThat(held(log, 20, 5)).hasSize(20);
            assertThat(log.acknowledgedSince(new Bucket(5))).hasSize(20).isSorted();
            assertThat(log.acknowledgedSince(new Bucket(6))).isEmpty();
            assertThat(log.readings().damaged()).isZero();
        }
        assertThat(files(temporary, ".idx")).hasSize(files(temporary, ".log").size() - 1);
    }

    @Test
    void whatIsNotKeptIsGoneFromTheDiskAndTheRestStays() throws IOException {
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            for (int number = 0; number < 20; number++) {
                log.append(record(number, 5));
            }
            long before = log.readings().bytes();
            var third = record(3, 5).batch();
            log.keepOnly(entry -> !entry.batch().equals(third));
            assertThat(held(log, 20, 5)).hasSize(19).doesNotContain(3);
            assertThat(log.readings().bytes()).isEqualTo(before - 160);
            // A batch in the segment that is being written goes too.
            log.keepOnly(entry -> !entry.batch().equals(record(19, 5).batch()));
            assertThat(held(log, 20, 5)).hasSize(18).doesNotContain(3, 19);
            log.keepOnly(entry -> entry.batch().equals(record(7, 5).batch()));
            assertThat(held(log, 20, 5)).containsExactly(7);
            assertThat(files(temporary, ".log")).hasSize(1);
            assertThat(files(temporary, ".log").getFirst().toFile().length()).isEqualTo(8 + 160);
            assertThat(log.readings().dropped()).isEqualTo(19);
            log.append(record(20, 5));
        }
        try (var log = ServiceLog.open(temporary, SHAPE)) {
            assertThat(held(log, 21, 5)).containsExactly(7, 20);
            log.keepOnly(entry -> false);
            assertThat(files(temporary, "")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_APPEND", "AFTER_APPEND", "BEFORE_SYNC", "AFTER_SYNC", "BEFORE_RENAME", "AFTER_RENAME"})
    void deathWhileASegmentIsRewrittenLosesNothingThatIsKept(Point point) {
        for (int pass = 0; pass < 4; pass++) {
            for (int seed = 0; seed < 8; seed++) {
                var broken = new ServiceLogTest();
                broken.sweepUntilDeath(point, pass);
                broken.disk.files.losePower(new Random(seed));
                try (var log = broken.open()) {
                    assertThat(held(log, 20, 5)).contains(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
                    assertThat(log.readings().damaged()).isZero();
                    log.keepOnly(ServiceLogTest::isOdd);
                    assertThat(held(log, 20, 5)).containsExactly(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
                }
                assertThat(broken.names(".new")).isEmpty();
            }
        }
    }

    private void sweepUntilDeath(Point point, int pass) {
        try (var log = open()) {
            for (int number = 0; number < 20; number++) {
                log.append(record(number, 5));
            }
            disk.dieAt(point, pass);
            log.keepOnly(ServiceLogTest::isOdd);
        } catch (Crash expected) {
            // The process is gone.
        }
        disk.repair();
    }

    private static boolean isOdd(LogEntry entry) {
        for (int number = 1; number < 20; number += 2) {
            if (record(number, 5).batch().equals(entry.batch())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void oneBatchIsWrittenOnce() {
        try (var log = open()) {
            log.append(record(0, 5));
            log.append(record(0, 6));
            assertThat(log.readings().appends()).isEqualTo(1);
            assertThat(log.acknowledged(record(0, 5).batch())).contains(new Bucket(5));
            assertThat(log.payload(Hash.ZERO)).isEmpty();
        }
    }

    @Test
    void thoseWhoAppendAtOnceShareSyncs() throws InterruptedException {
        int threads = 16;
        int each = 40;
        var shape = new LogShape(300_000, 288, 64 << 20);
        try (var log = ServiceLog.open(temporary, shape)) {
            long start = System.nanoTime();
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < threads; thread++) {
                    int first = thread * each;
                    workers.execute(() -> {
                        for (int number = first; number < first + each; number++) {
                            log.append(record(number, 5, 10_000));
                        }
                    });
                }
                workers.shutdown();
                assertThat(workers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            }
            var readings = log.readings();
            System.out.printf(
                    "service log: %.0f appends/s of 10 kB, %d appends in %d syncs%n",
                    readings.appends() * 1e9 / (System.nanoTime() - start), readings.appends(), readings.syncs());
            assertThat(readings.appends()).isEqualTo((long) threads * each);
            assertThat(readings.syncs()).isLessThan(readings.appends());
            assertThat(readings.batches()).isEqualTo((long) threads * each);
        }
    }
}
