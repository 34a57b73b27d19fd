// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.storage.FileJournal;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// An edge's openings and receipts, and how far each has come. What [#sync] returned for survives a power
/// loss.
///
/// What is written while another thread waits for the disk goes out together with the next wait.
public final class ReceiptBook implements AutoCloseable {
    /// Receipts in no certified batch yet. A few windows of a busy edge; above it clients are told to wait.
    private static final int MAX_WAITING = 200_000;

    /// Certified receipts whose window is looked for. Older ones are billed all the same, only not looked
    /// after.
    private static final int MAX_FOLLOWED = 100_000;

    /// What is decided leaves the journal when it is begun anew, after this many records.
    private static final int RECORDS_PER_JOURNAL = 200_000;

    private final FileJournal journal;
    private final int recordsPerJournal;
    private final Object disk = new Object();
    private final BookState state = new BookState();
    private final List<BookRecord> unwritten = new ArrayList<>();
    private long applied;
    private long durable;
    private int written;

    private ReceiptBook(FileJournal journal, int recordsPerJournal) {
        this.journal = journal;
        this.recordsPerJournal = recordsPerJournal;
    }

    /// Opens the journal, or begins one.
    ///
    /// @throws org.tributary.node.storage.StorageException where it cannot be read or is in use
    public static ReceiptBook open(Path file) {
        return open(file, RECORDS_PER_JOURNAL);
    }

    /// @param recordsPerJournal after so many the journal is begun anew
    public static ReceiptBook open(Path file, int recordsPerJournal) {
        var book = new ReceiptBook(FileJournal.open(file), recordsPerJournal);
        for (var record : book.journal.records()) {
            book.state.apply(BookRecord.decode(record).orBroken("a record of " + file));
            book.written++;
        }
        return book;
    }

    /// Receipts that go to the network together.
    public record Draft(long sequence, List<SignedReceipt> receipts) {}

    /// Why the journal is empty though its file was not.
    public Optional<String> damage() {
        return journal.damage();
    }

    /// A ticket that the chain has opened.
    public synchronized void opened(Opening opening) {
        if (!state.isOpen(opening.ticket().ticket().hash())) {
            apply(new BookRecord.Opened(opening));
        }
    }

    /// Takes all of them or, where there is no room just now, none. Not durable before [#sync].
    public synchronized boolean take(List<SignedReceipt> receipts) {
        if (state.waiting() + receipts.size() > MAX_WAITING) {
            return false;
        }
        for (var receipt : receipts) {
            apply(new BookRecord.Taken(state.nextNumber(), receipt));
        }
        return true;
    }

    /// Returns when all that was taken before the call is on the disk.
    public void sync() {
        long wanted;
        synchronized (this) {
            wanted = applied;
        }
        synchronized (disk) {
            if (durable < wanted) {
                write();
            }
        }
    }

    private void write() {
        List<BookRecord> records;
        long upTo;
        synchronized (this) {
            records = List.copyOf(unwritten);
            unwritten.clear();
            upTo = applied;
            if (written + records.size() > recordsPerJournal && state.snapshotSize() < recordsPerJournal / 2) {
                // The state holds what is unwritten too.
                var all = state.snapshot();
                journal.reset(all.stream().map(BookRecord::encode).toList());
                written = all.size();
                durable = upTo;
                return;
            }
        }
        records.forEach(record -> journal.append(record.encode()));
        journal.sync();
        written += records.size();
        durable = upTo;
    }

    private void apply(BookRecord record) {
        state.apply(record);
        unwritten.add(record);
        applied++;
    }

    /// Makes batches of the receipts that are `ripe`, of each ticket's in one bucket only the highest.
    /// They are durable.
    ///
    /// @param most receipts in a batch
    public List<Draft> drafts(int most, Predicate<SignedReceipt> ripe) {
        var drafts = new ArrayList<Draft>();
        synchronized (this) {
            state.lower().forEach(number -> apply(new BookRecord.Decided(number, new Fate.Superseded())));
            var numbers = state.signed().stream()
                    .filter(number -> ripe.test(state.receipt(number)))
                    .toList();
            for (int from = 0; from < numbers.size(); from += most) {
                drafts.add(batch(numbers.subList(from, Math.min(numbers.size(), from + most))));
            }
        }
        if (!drafts.isEmpty()) {
            sync();
        }
        return drafts;
    }

    private Draft batch(List<Long> numbers) {
        long sequence = state.nextSequence();
        apply(new BookRecord.Batched(sequence, List.copyOf(numbers)));
        return draft(sequence);
    }

    private Draft draft(long sequence) {
        return new Draft(
                sequence, state.batch(sequence).stream().map(state::receipt).toList());
    }

    /// Batches that have no answer: made, and maybe submitted, before a restart.
    public synchronized List<Draft> unanswered() {
        return state.batches().stream().map(this::draft).toList();
    }

    /// The batch has a certificate.
    ///
    /// @param rejections reason codes by place in the batch
    public synchronized void certified(long sequence, Map<Integer, String> rejections) {
        var numbers = state.batch(sequence);
        rejections.forEach((index, code) -> {
            if (index >= 0 && index < numbers.size()) {
                apply(new BookRecord.Decided(numbers.get(index), new Fate.Rejected(code)));
            }
        });
        if (!numbers.isEmpty()) {
            apply(new BookRecord.Certified(sequence));
        }
        while (state.certified().size() > MAX_FOLLOWED) {
            apply(new BookRecord.Decided(state.certified().first(), new Fate.Unfollowed()));
        }
    }

    /// Nothing of the batch was taken.
    ///
    /// @param code where an entry has no reason of its own
    public synchronized void refused(long sequence, String code, Map<Integer, String> entries) {
        var numbers = state.batch(sequence);
        for (int i = 0; i < numbers.size(); i++) {
            apply(new BookRecord.Decided(numbers.get(i), new Fate.Rejected(entries.getOrDefault(i, code))));
        }
    }

    /// The batch was too large: its halves, as batches of their own. Nothing where one receipt is left.
    public List<Draft> split(long sequence) {
        var halves = new ArrayList<Draft>();
        synchronized (this) {
            var numbers = state.batch(sequence);
            if (numbers.size() < 2) {
                return List.of();
            }
            halves.add(batch(numbers.subList(0, numbers.size() / 2)));
            halves.add(batch(numbers.subList(numbers.size() / 2, numbers.size())));
        }
        sync();
        return halves;
    }

    /// What became of a certified receipt.
    public synchronized void decided(long number, Fate fate) {
        Invariant.check(fate.isFinal(), "not decided: " + fate);
        apply(new BookRecord.Decided(number, fate));
    }

    public synchronized void dropped(Hash ticket) {
        apply(new BookRecord.Dropped(ticket));
    }

    public synchronized Collection<Opening> openings() {
        return state.openings();
    }

    /// A receipt that is not decided yet, or a ticket's last.
    public synchronized Optional<SignedReceipt> receipt(Hash receipt) {
        return state.find(receipt);
    }

    public synchronized Optional<Opening> opening(Hash ticket) {
        return state.opening(ticket);
    }

    /// The client's highest receipt on a ticket.
    public synchronized Optional<SignedReceipt> last(Hash ticket) {
        return state.last(ticket);
    }

    /// Certified receipts of which no window is known, by number, from behind `after` on.
    public synchronized TreeMap<Long, SignedReceipt> certified(long after, int most) {
        var found = new TreeMap<Long, SignedReceipt>();
        state.certified().tailSet(after, false).stream()
                .limit(most)
                .forEach(number -> found.put(number, state.receipt(number)));
        return found;
    }

    public synchronized ReceiptCounts counts() {
        return state.counts();
    }

    /// Whether every receipt has had the network's answer.
    public synchronized boolean isAnswered() {
        return state.waiting() == 0;
    }

    @Override
    public void close() {
        synchronized (disk) {
            write();
            journal.close();
        }
    }
}
