// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.node.client.Issued;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

class ReceiptBookTest {
    private static final Hash TICKET = Hash.parse("0x" + "11".repeat(32));
    private static final Hash OTHER = Hash.parse("0x" + "22".repeat(32));

    @TempDir
    private Path folder = Path.of("");

    private final Issued issued = new Issued();

    private Path file() {
        return folder.resolve("receipts.journal");
    }

    private ReceiptBook open() {
        return ReceiptBook.open(file());
    }

    private SignedReceipt receipt(Hash ticket, long bucket, long down) {
        var receipt = new UsageReceipt(ticket, new Bucket(bucket), down, 0, 0, true, Hash.ZERO);
        return SignedReceipt.sign(receipt, Issued.DOMAIN, issued.client);
    }

    @Test
    void whatWasSyncedIsThereAfterATornWrite() throws IOException {
        var ticket = issued.ticket(new Bucket(1), new Bucket(9), 100, 100);
        try (var book = open()) {
            book.opened(ticket.opening());
            book.take(List.of(receipt(TICKET, 1, 10)));
            book.sync();
        }
        var whole = Files.readAllBytes(file());
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 2, 20)));
            book.sync();
        }
        var more = Files.readAllBytes(file());
        for (int cut = whole.length; cut < more.length; cut += 13) {
            Files.write(file(), Arrays.copyOf(more, cut), StandardOpenOption.TRUNCATE_EXISTING);
            try (var book = open()) {
                assertThat(book.damage()).isEmpty();
                assertThat(book.counts().signed()).as("cut at " + cut).isEqualTo(1);
                assertThat(book.openings()).containsExactly(ticket.opening());
            }
        }
        Files.write(file(), more, StandardOpenOption.TRUNCATE_EXISTING);
        try (var book = open()) {
            assertThat(book.counts().signed()).isEqualTo(2);
        }
    }

    @Test
    void whatIsDamagedIsToldAndKept() throws IOException {
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10)));
            book.sync();
            book.take(List.of(receipt(TICKET, 2, 20)));
            book.sync();
        }
        var bytes = Files.readAllBytes(file());
        bytes[60] ^= 1;
        Files.write(file(), bytes);
        try (var book = open()) {
            assertThat(book.damage()).hasValueSatisfying(why -> assertThat(why).contains("is kept as"));
        }
    }

    @Test
    void ofOneTicketAndBucketOnlyTheHighestIsHandedIn() {
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10), receipt(TICKET, 1, 30), receipt(TICKET, 1, 20)));
            book.take(List.of(receipt(TICKET, 2, 40), receipt(OTHER, 1, 5)));
            var drafts = book.drafts(10, every -> true);
            assertThat(drafts).hasSize(1);
            assertThat(drafts.getFirst().receipts())
                    .containsExactly(receipt(TICKET, 1, 30), receipt(TICKET, 2, 40), receipt(OTHER, 1, 5));
            assertThat(book.counts().superseded()).isEqualTo(2);
            assertThat(book.drafts(10, every -> true)).isEmpty();
        }
    }

    @Test
    void whatIsNotRipeWaits() {
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10), receipt(TICKET, 2, 20)));
            assertThat(book.drafts(10, each -> each.receipt().bucket().number() == 1))
                    .flatExtracting(ReceiptBook.Draft::receipts)
                    .containsExactly(receipt(TICKET, 1, 10));
            assertThat(book.isAnswered()).isFalse();
        }
    }

    @Test
    void aBatchIsTheSameAfterARestart() {
        List<ReceiptBook.Draft> before;
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10), receipt(TICKET, 2, 20), receipt(OTHER, 1, 5)));
            before = book.drafts(2, every -> true);
            assertThat(before).hasSize(2);
        }
        try (var book = open()) {
            assertThat(book.unanswered()).isEqualTo(before);
            book.certified(before.get(0).sequence(), Map.of(1, "BAD_SIGNATURE"));
            book.refused(before.get(1).sequence(), "NO_VALID_ENTRY", Map.of(0, "EXPIRED"));
        }
        try (var book = open()) {
            assertThat(book.unanswered()).isEmpty();
            assertThat(book.isAnswered()).isTrue();
            assertThat(book.counts().certified()).isEqualTo(1);
            assertThat(book.counts().rejected()).isEqualTo(Map.of("BAD_SIGNATURE", 1L, "EXPIRED", 1L));
        }
    }

    @Test
    void theHalvesOfABatchTakeItsPlace() {
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10), receipt(TICKET, 2, 20), receipt(OTHER, 1, 5)));
            var whole = book.drafts(10, every -> true).getFirst();
            var halves = book.split(whole.sequence());
            assertThat(halves).hasSize(2);
            assertThat(book.unanswered()).isEqualTo(halves);
            assertThat(halves.get(0).sequence()).isGreaterThan(whole.sequence());
            book.certified(whole.sequence(), Map.of());
            assertThat(book.isAnswered())
                    .as("an answer to the whole is no answer to its halves")
                    .isFalse();
            halves.forEach(half -> book.certified(half.sequence(), Map.of()));
            assertThat(book.isAnswered()).isTrue();
            assertThat(book.split(halves.get(0).sequence())).isEmpty();
        }
    }

    @Test
    void countsGoWithTheWindows() {
        try (var book = open()) {
            book.take(List.of(receipt(TICKET, 1, 10), receipt(TICKET, 2, 20), receipt(OTHER, 1, 5)));
            book.certified(book.drafts(10, every -> true).getFirst().sequence(), Map.of());
            var certified = book.certified(-1, 10);
            assertThat(certified).hasSize(3);
            book.decided(certified.firstKey(), new Fate.Counted(7));
            book.decided(certified.lastKey(), new Fate.Counted(9));
        }
        try (var book = open()) {
            var counts = book.counts();
            assertThat(counts.certified()).isEqualTo(1);
            assertThat(counts.onChainInAll()).isEqualTo(2);
            assertThat(counts.onChainUpTo(8)).isEqualTo(1);
        }
    }

    /// A state that goes through its own snapshot is the same state.
    @Test
    void aJournalThatIsBegunAnewSaysTheSame() {
        var state = new BookState();
        var ticket = issued.ticket(new Bucket(1), new Bucket(9), 100, 100);
        var hash = ticket.ticket().hash();
        for (var record : List.<BookRecord>of(
                new BookRecord.Opened(ticket.opening()),
                new BookRecord.Taken(0, receipt(hash, 1, 10)),
                new BookRecord.Taken(1, receipt(hash, 2, 20)),
                new BookRecord.Taken(2, receipt(hash, 3, 30)),
                new BookRecord.Taken(3, receipt(hash, 4, 40)),
                new BookRecord.Batched(1, List.of(0L, 1L)),
                new BookRecord.Certified(1),
                new BookRecord.Decided(0, new Fate.Counted(5)),
                new BookRecord.Batched(2, List.of(2L)),
                new BookRecord.Decided(3, new Fate.Superseded()))) {
            state.apply(BookRecord.decode(record.encode()).orBroken("a record"));
        }
        var again = new BookState();
        state.snapshot()
                .forEach(
                        record -> again.apply(BookRecord.decode(record.encode()).orBroken("a record")));
        assertThat(again.counts()).isEqualTo(state.counts());
        assertThat(again.last(hash)).isEqualTo(state.last(hash)).contains(receipt(hash, 4, 40));
        assertThat(again.batches()).isEqualTo(state.batches());
        assertThat(again.nextNumber()).isEqualTo(4);
        assertThat(again.nextSequence()).isEqualTo(3);
        assertThat(again.snapshot().stream().map(BookRecord::encode))
                .containsExactlyElementsOf(
                        state.snapshot().stream().map(BookRecord::encode).toList());
    }

    @Test
    void manyWhoWaitForTheDiskAllGetTheirReceiptOntoIt() throws Exception {
        try (var book = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                var receipt = receipt(TICKET, i, i);
                waiting.add(threads.submit(() -> {
                    book.take(List.of(receipt));
                    book.sync();
                }));
            }
            for (var each : waiting) {
                each.get();
            }
            Files.copy(file(), folder.resolve("as-after-a-power-loss"));
        }
        try (var book = ReceiptBook.open(folder.resolve("as-after-a-power-loss"))) {
            assertThat(book.counts().signed()).isEqualTo(200);
        }
    }
}
