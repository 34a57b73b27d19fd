// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileJournalTest {
    private static final List<Bytes> RECORDS =
            List.of(Bytes.of(1), Bytes.EMPTY, Bytes.fromHexString("0xaabbccdd"), Bytes.wrap(new byte[40]));
    private static final List<Bytes> ALL_BUT_LAST = RECORDS.subList(0, RECORDS.size() - 1);
    private static final int SECTOR = 512;
    private static final int MAGIC_SIZE = 8;

    /// Several sectors, and no zeros.
    private static final Bytes LONG = Bytes.repeat((byte) 7, 5 * SECTOR);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("deeper").resolve("journal");
    }

    @Test
    void keepsItsRecordsInOrderAcrossOpenings() {
        write(RECORDS);
        expectRecords(RECORDS, 0);
    }

    @Test
    void goesOnBehindTheRecordsThatItFound() {
        write(RECORDS.subList(0, 2));
        write(RECORDS.subList(2, 4));
        expectRecords(RECORDS, 0);
    }

    @Test
    void isReadWithoutItsProcessHavingClosedIt() throws IOException {
        try (var killed = FileJournal.open(file)) {
            RECORDS.forEach(killed::append);
            killed.sync();
            var copy = directory.resolve("copy");
            Files.copy(file, copy);
            try (var reopened = FileJournal.open(copy)) {
                assertThat(reopened.records()).isEqualTo(RECORDS);
            }
        }
    }

    /// A crash while the last frame was written: it was never synced, so nothing was promised by it.
    @Test
    void cutsALastFrameThatIsTornAtAnyByte() throws IOException {
        write(ALL_BUT_LAST);
        int synced = Files.readAllBytes(file).length;
        write(RECORDS.subList(3, 4));
        var whole = Files.readAllBytes(file);
        for (int size = synced; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            expectRecords(ALL_BUT_LAST, size - synced);
            write(RECORDS.subList(3, 4));
            expectRecords(RECORDS, 0);
        }
    }

    /// The file was made longer before what belongs there was written.
    @Test
    void cutsALastFrameWithASectorThatWasNeverWritten() throws IOException {
        write(ALL_BUT_LAST);
        int synced = Files.readAllBytes(file).length;
        write(List.of(LONG));
        var whole = Files.readAllBytes(file);
        for (int sector = 0; sector < whole.length / SECTOR; sector++) {
            var torn = whole.clone();
            Arrays.fill(torn, Math.max(synced, sector * SECTOR), (sector + 1) * SECTOR, (byte) 0);
            Files.write(file, torn);
            expectRecords(ALL_BUT_LAST, whole.length - synced);
        }
    }

    @Test
    void cutsZerosThatTheFileSystemLeftBehindTheEnd() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
        expectRecords(RECORDS, 4096);
    }

    /// Whatever was synced is never cut silently: the file is kept, and the journal says why it is empty.
    @Test
    void setsAFileAsideInWhichABitOfAnyByteIsFlipped() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(file, damaged);
            expectSetAside(damaged);
        }
    }

    /// The first of two frames was synced before the second was begun.
    @Test
    void setsAFileAsideThatHasAWholeFrameBehindATornOne() throws IOException {
        write(List.of(LONG));
        int first = Files.readAllBytes(file).length;
        write(RECORDS);
        var damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, SECTOR, 2 * SECTOR, (byte) 0);
        Files.write(file, damaged);
        expectSetAside(damaged);
        Files.write(file, Arrays.copyOf(damaged, first));
        expectRecords(List.of(), first - MAGIC_SIZE);
    }

    @Test
    void setsAFileAsideThatIsNoJournal() throws IOException {
        Files.createDirectories(file.getParent());
        for (var content : List.of("", "short", "a letter to a friend")) {
            Files.writeString(file, content);
            expectSetAside(content.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void keepsABoundedNumberOfDamagedFiles() throws IOException {
        for (int time = 0; time < 9; time++) {
            write(RECORDS);
            Files.writeString(file, "damage " + time);
            write(List.of());
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "journal",
                            "journal.damaged-1",
                            "journal.damaged-2",
                            "journal.damaged-3",
                            "journal.damaged-4");
        }
        assertThat(file.resolveSibling("journal.damaged-4")).hasContent("damage 8");
    }

    @Test
    void doesNotTakeAFrameOfAnotherPlaceForItsOwn() throws IOException {
        write(RECORDS.subList(0, 1));
        var whole = Files.readAllBytes(file);
        var twice = Arrays.copyOf(whole, 2 * whole.length - MAGIC_SIZE);
        System.arraycopy(whole, MAGIC_SIZE, twice, whole.length, whole.length - MAGIC_SIZE);
        Files.write(file, twice);
        expectSetAside(twice);
    }

    /// What waits for its sync is not in the file: a crash loses it, and it leaves no trace.
    @Test
    void writesNothingBeforeItsSync() throws IOException {
        try (var journal = FileJournal.open(file)) {
            long empty = Files.size(file);
            journal.append(LONG);
            assertThat(Files.size(file)).isEqualTo(empty);
            assertThat(journal.records()).containsExactly(LONG);
        }
        expectRecords(List.of(LONG), 0);
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Killed at the point, whenever it is passed for the `skipped + 1`st time.
    private static Consumer<CrashPoint> killing(CrashPoint at, AtomicInteger skipped) {
        return point -> {
            if (point == at && skipped.getAndDecrement() == 0) {
                throw new Crash();
            }
        };
    }

    /// The old records or the new ones, whole, whatever the point of the crash.
    @ParameterizedTest
    @EnumSource
    void isTheOldOrTheNewOneAfterACrashAtAnyPoint(CrashPoint point) throws IOException {
        var withLong = new ArrayList<>(ALL_BUT_LAST);
        withLong.add(LONG);
        for (int skipped = 0; skipped < 3; skipped++) {
            Files.deleteIfExists(file);
            write(ALL_BUT_LAST);
            var kill = killing(point, new AtomicInteger(skipped));
            try (var journal = FileJournal.open(file, kill)) {
                journal.append(LONG);
                journal.sync();
                journal.reset(RECORDS.subList(3, 4));
            } catch (Crash killed) {
                // The process is gone.
            }
            try (var journal = FileJournal.open(file)) {
                assertThat(journal.damage()).isEmpty();
                assertThat(journal.records()).isIn(ALL_BUT_LAST, withLong, RECORDS.subList(3, 4));
            }
        }
    }

    /// A crash in the middle of a recovery: the next one ends it.
    @ParameterizedTest
    @EnumSource
    void setsADamagedFileAsideWhateverCrashedMeanwhile(CrashPoint point) throws IOException {
        write(RECORDS);
        Files.writeString(file, "damage");
        try (var journal = FileJournal.open(file, killing(point, new AtomicInteger()))) {
            assertThat(journal.records()).isEmpty();
        } catch (Crash killed) {
            // The process is gone.
        }
        try (var journal = FileJournal.open(file)) {
            assertThat(journal.records()).isEmpty();
        }
        assertThat(file.resolveSibling("journal.damaged-1")).hasContent("damage");
    }

    @Test
    void startsAnewWithWhatItIsToldToKeep() {
        try (var journal = FileJournal.open(file)) {
            RECORDS.forEach(journal::append);
            journal.reset(RECORDS.subList(2, 3));
            journal.append(Bytes.of(9));
            journal.sync();
            assertThat(journal.records()).containsExactly(RECORDS.get(2), Bytes.of(9));
        }
        expectRecords(List.of(RECORDS.get(2), Bytes.of(9)), 0);
    }

    @Test
    void isTheOldJournalWhenAResetDidNotReachItsRename() throws IOException {
        var later = directory.resolve("later");
        try (var journal = FileJournal.open(later)) {
            journal.reset(RECORDS.subList(0, 2));
        }
        var replacement = Files.readAllBytes(later);
        write(RECORDS);
        for (int written = 0; written <= replacement.length; written++) {
            Files.write(file.resolveSibling("journal.new"), Arrays.copyOf(replacement, written));
            expectRecords(RECORDS, 0);
        }
        try (var journal = FileJournal.open(file)) {
            journal.reset(RECORDS.subList(0, 2));
        }
        expectRecords(RECORDS.subList(0, 2), 0);
    }

    /// As on a full disk.
    @Test
    void isTheOldJournalWhenTheNewOneCannotBeWritten() throws IOException {
        write(RECORDS);
        try (var journal = FileJournal.open(file)) {
            Files.createDirectory(file.resolveSibling("journal.new"));
            assertThatThrownBy(() -> journal.reset(RECORDS.subList(0, 1)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("free space");
            journal.append(LONG);
            assertThatThrownBy(journal::sync)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("failed before");
        }
        expectRecords(RECORDS, 0);
    }

    @Test
    void refusesAJournalThatIsInUseAlsoAfterAReset() {
        try (var journal = FileJournal.open(file)) {
            journal.reset(RECORDS);
            assertThatThrownBy(() -> FileJournal.open(file))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("in use by another process");
        }
        expectRecords(RECORDS, 0);
    }

    @Test
    void staysFailedOnceItsFileFailed() {
        var journal = FileJournal.open(file);
        journal.close();
        journal.append(Bytes.of(1));
        assertThatThrownBy(journal::sync)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("check the disk and its free space, then start the node again");
        assertThatThrownBy(journal::sync).isInstanceOf(StorageException.class).hasMessageContaining("failed before");
    }

    @Test
    void saysSoWhenItsDirectoryCannotBeMade() throws IOException {
        Files.writeString(directory.resolve("deeper"), "a file where a directory belongs");
        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be opened");
    }

    private void write(List<Bytes> records) {
        try (var journal = FileJournal.open(file)) {
            records.forEach(journal::append);
            journal.sync();
        }
    }

    /// And clears it away.
    private void expectSetAside(byte[] content) throws IOException {
        var aside = file.resolveSibling("journal.damaged-1");
        try (var journal = FileJournal.open(file)) {
            assertThat(journal.records()).isEmpty();
            assertThat(journal.damage().orElseThrow()).contains(aside.toString());
        }
        assertThat(aside).hasBinaryContent(content);
        Files.delete(aside);
    }

    private void expectRecords(List<Bytes> records, long droppedBytes) {
        try (var journal = FileJournal.open(file)) {
            assertThat(journal.droppedBytes()).isEqualTo(droppedBytes);
            assertThat(new ArrayList<>(journal.records())).isEqualTo(records);
        }
    }
}
