// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tributary.bandwidth.rating.Meter;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.UsageKind;

/// What the records of a journal come to. Not for several threads.
final class BookState {
    private final Map<Hash, Opening> openings = new LinkedHashMap<>();
    private final Map<Hash, SignedReceipt> last = new LinkedHashMap<>();
    private final TreeMap<Long, SignedReceipt> receipts = new TreeMap<>();
    private final TreeMap<Long, Fate> fates = new TreeMap<>();
    private final TreeMap<Long, List<Long>> batches = new TreeMap<>();
    private final TreeSet<Long> signed = new TreeSet<>();
    private final TreeSet<Long> certified = new TreeSet<>();
    private final DecidedCounts decided = new DecidedCounts();
    private int batched;
    private long nextNumber;
    private long nextSequence = 1;

    void apply(BookRecord record) {
        switch (record) {
            case BookRecord.Opened(var opening) ->
                openings.put(opening.ticket().ticket().hash(), opening);
            case BookRecord.Taken(var number, var receipt) -> onTaken(number, receipt);
            case BookRecord.Batched(var sequence, var numbers) -> onBatched(sequence, numbers);
            case BookRecord.Certified(var sequence) -> onCertified(sequence);
            case BookRecord.Decided(var number, var fate) -> onDecided(number, fate);
            case BookRecord.LastWord(var receipt) ->
                last.merge(receipt.receipt().ticket(), receipt, this::later);
            case BookRecord.Dropped(var ticket) -> {
                openings.remove(ticket);
                last.remove(ticket);
            }
            case BookRecord.Summary(var number, var sequence, var counts) -> {
                nextNumber = number;
                nextSequence = sequence;
                decided.addAll(counts);
            }
        }
    }

    private void onTaken(long number, SignedReceipt receipt) {
        receipts.put(number, receipt);
        fates.put(number, new Fate.Signed());
        signed.add(number);
        nextNumber = Math.max(nextNumber, number + 1);
        last.merge(receipt.receipt().ticket(), receipt, this::later);
    }

    private SignedReceipt later(SignedReceipt one, SignedReceipt other) {
        return total(other) >= total(one) ? other : one;
    }

    /// What a receipt states; of a ticket that is not here it is taken to count bytes.
    private long total(SignedReceipt receipt) {
        var opening = openings.get(receipt.receipt().ticket());
        var kind = opening == null ? UsageKind.BYTES : opening.ticket().ticket().kind();
        return Meter.of(kind).total(receipt.receipt());
    }

    private void onBatched(long sequence, List<Long> numbers) {
        for (long number : numbers) {
            if (fates.get(number) instanceof Fate.Submitted(var before)) {
                batches.remove(before);
            }
            signed.remove(number);
            set(number, new Fate.Submitted(sequence));
        }
        batches.put(sequence, numbers);
        nextSequence = Math.max(nextSequence, sequence + 1);
    }

    private void onCertified(long sequence) {
        for (long number : unanswered(sequence)) {
            // A split batch may have left receipts with the others; those that were decided stay so.
            if (fates.get(number) instanceof Fate.Submitted) {
                set(number, new Fate.Certified(sequence));
                certified.add(number);
            }
        }
        batches.remove(sequence);
    }

    private void onDecided(long number, Fate fate) {
        if (receipts.remove(number) == null) {
            return;
        }
        if (fates.remove(number) instanceof Fate.Submitted(var sequence)) {
            batched--;
            if (unanswered(sequence).stream().noneMatch(receipts::containsKey)) {
                batches.remove(sequence);
            }
        }
        signed.remove(number);
        certified.remove(number);
        decided.add(fate);
    }

    private void set(long number, Fate fate) {
        if (fates.put(number, fate) instanceof Fate.Submitted) {
            batched--;
        }
        if (fate instanceof Fate.Submitted) {
            batched++;
        }
    }

    private List<Long> unanswered(long sequence) {
        return batches.getOrDefault(sequence, List.of());
    }

    long nextNumber() {
        return nextNumber;
    }

    long nextSequence() {
        return nextSequence;
    }

    Collection<Opening> openings() {
        return List.copyOf(openings.values());
    }

    boolean isOpen(Hash ticket) {
        return openings.containsKey(ticket);
    }

    Optional<Opening> opening(Hash ticket) {
        return Optional.ofNullable(openings.get(ticket));
    }

    /// Walks all: demands are rare.
    Optional<SignedReceipt> find(Hash receipt) {
        return Stream.concat(receipts.values().stream(), last.values().stream())
                .filter(signed -> signed.receipt().hash().equals(receipt))
                .findFirst();
    }

    /// The client's last word on a ticket.
    Optional<SignedReceipt> last(Hash ticket) {
        return Optional.ofNullable(last.get(ticket));
    }

    /// Numbers of receipts that are in no batch, oldest first.
    List<Long> signed() {
        return List.copyOf(signed);
    }

    private record Place(Hash ticket, Bucket bucket) {}

    /// Of the receipts that are in no batch those that another one of the same ticket and bucket says all of.
    List<Long> lower() {
        var best = new HashMap<Place, Long>();
        var lower = new ArrayList<Long>();
        for (long number : signed) {
            var receipt = receipt(number);
            var place = new Place(receipt.receipt().ticket(), receipt.receipt().bucket());
            var before = best.put(place, number);
            if (before != null && total(receipt) >= total(receipt(before))) {
                lower.add(before);
            } else if (before != null) {
                best.put(place, before);
                lower.add(number);
            }
        }
        return lower;
    }

    SignedReceipt receipt(long number) {
        var receipt = receipts.get(number);
        if (receipt == null) {
            throw new Invariant.Broken("no receipt has the number " + number);
        }
        return receipt;
    }

    List<Long> batch(long sequence) {
        return unanswered(sequence);
    }

    /// Sequences of batches without an answer, oldest first.
    List<Long> batches() {
        return List.copyOf(batches.keySet());
    }

    /// Numbers of receipts that a quorum has and no window is known to have counted, oldest first.
    NavigableSet<Long> certified() {
        return Collections.unmodifiableNavigableSet(certified);
    }

    ReceiptCounts counts() {
        return new ReceiptCounts(
                signed.size(),
                batched,
                certified.size() + decided.unfollowed(),
                decided.counted(),
                decided.rejected(),
                decided.superseded());
    }

    /// Receipts without the network's answer.
    int waiting() {
        return signed.size() + batched;
    }

    /// About how many records [#snapshot] has.
    int snapshotSize() {
        return openings.size() + last.size() + 3 * receipts.size();
    }

    /// Records that make the same state, decided receipts left out.
    List<BookRecord> snapshot() {
        var records = new ArrayList<BookRecord>();
        openings.values().forEach(opening -> records.add(new BookRecord.Opened(opening)));
        records.add(new BookRecord.Summary(nextNumber, nextSequence, decided.copy()));
        openings.keySet().forEach(ticket -> last(ticket).ifPresent(word -> records.add(new BookRecord.LastWord(word))));
        receipts.forEach((number, receipt) -> records.add(new BookRecord.Taken(number, receipt)));
        for (long number : certified) {
            if (fates.get(number) instanceof Fate.Certified(var sequence)) {
                records.add(new BookRecord.Batched(sequence, List.of(number)));
                records.add(new BookRecord.Certified(sequence));
            }
        }
        batches.forEach((sequence, numbers) -> records.add(new BookRecord.Batched(
                sequence, numbers.stream().filter(receipts::containsKey).toList())));
        return List.copyOf(records);
    }
}
