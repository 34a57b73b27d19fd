// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final List<Bytes> RECORDS =
            List.of(Bytes.of(1), Bytes.EMPTY, Bytes.fromHexString("0xaabbccdd"), Bytes.wrap(new byte[40]));
    private static final List<Bytes> ALL_BUT_LAST = RECORDS.subList(0, RECORDS.size() - 1);
    private static final int LAST_FRAME_SIZE = 16 + 40;

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

    @Test
    void cutsALastRecordThatIsTornAtAnyByte() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        for (int torn = 1; torn < LAST_FRAME_SIZE; torn++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - torn));
            expectRecords(ALL_BUT_LAST, LAST_FRAME_SIZE - torn);
            write(RECORDS.subList(3, 4));
            expectRecords(RECORDS, 0);
        }
    }

    @Test
    void cutsALastRecordWithAnyBitFlipped() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        for (int bit = 0; bit < LAST_FRAME_SIZE * 8; bit++) {
            var damaged = whole.clone();
            damaged[whole.length - LAST_FRAME_SIZE + bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            expectRecords(ALL_BUT_LAST, LAST_FRAME_SIZE);
        }
    }

    @Test
    void neverReadsBeyondADamagedRecordAndReportsAllThatItDropped() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        whole[8 + 16] ^= 1;
        Files.write(file, whole);
        expectRecords(List.of(), whole.length - 8L);
    }

    @Test
    void cutsZerosThatTheFileSystemLeftBehindTheEnd() throws IOException {
        write(RECORDS);
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
        expectRecords(RECORDS, 4096);
    }

    @Test
    void doesNotTakeARecordOfAnotherPlaceForItsOwn() throws IOException {
        write(RECORDS.subList(0, 1));
        var whole = Files.readAllBytes(file);
        var twice = Arrays.copyOf(whole, whole.length + 17);
        System.arraycopy(whole, 8, twice, whole.length, 17);
        Files.write(file, twice);
        expectRecords(RECORDS.subList(0, 1), 17);
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

    @Test
    void refusesAFileThatIsNoJournalAndLeavesItAsItIs() throws IOException {
        Files.createDirectories(file.getParent());
        for (var content : List.of("", "short", "a letter to a friend")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> FileJournal.open(file))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("not a journal");
            assertThat(file).hasContent(content);
        }
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
        assertThatThrownBy(() -> journal.append(Bytes.of(1))).isInstanceOf(StorageException.class);
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

    private void expectRecords(List<Bytes> records, long droppedBytes) {
        try (var journal = FileJournal.open(file)) {
            assertThat(journal.droppedBytes()).isEqualTo(droppedBytes);
            assertThat(new ArrayList<>(journal.records())).isEqualTo(records);
        }
    }
}
