// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.bill.BillPart.Begin;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.EscrowRelease;
import org.tributary.ledger.message.Outbox;
import org.tributary.ledger.service.ServiceRules;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// Takes the parts of a bill one after the other, and knows what has to come next.
final class BillCheck {
    private final ChainSpec spec;
    private final Begin begin;
    private final Workers workers;
    private final TicketBook book;
    private final RatingCheck ratings;
    private final EnumMap<Rejection, Long> rejections = new EnumMap<>(Rejection.class);

    private @Nullable WindowCheck window;
    private @Nullable SettlementCheck settlement;
    private Height height = Height.ZERO;
    private long lastWindow = -1;
    private long nextMessage;
    private long windows;
    private long rows;
    private long proofs;
    private BigInteger units = BigInteger.ZERO;
    private BillTotals totals = BillTotals.NONE;

    BillCheck(ChainSpec spec, Begin begin, Workers workers) {
        this.spec = spec;
        this.begin = begin;
        this.workers = workers;
        this.book = new TicketBook(spec, begin.chain());
        this.ratings = new RatingCheck(ServiceRules.of(spec, begin.chain()));
    }

    /// Why this cannot be a bill of the network.
    static Optional<String> refusal(ChainSpec spec, Begin begin) {
        if (begin.version() != BillPart.VERSION) {
            return Optional.of("the bill has the format version " + begin.version());
        }
        if (!begin.network().equals(spec.hash())) {
            return Optional.of("the bill is of another network: " + begin.network());
        }
        return spec.serviceChains().stream().anyMatch(chain -> chain.name().equals(begin.chain()))
                ? Optional.empty()
                : Optional.of("the network has no service chain " + begin.chain());
    }

    /// Where in the bill the next part belongs.
    String place() {
        var current = window;
        return current == null
                ? "after " + windows + " windows"
                : "window " + lastWindow + (current.isComplete() ? "" : ", row " + current.row());
    }

    Optional<String> take(BillPart part) {
        return switch (part) {
            case Begin _ -> Optional.of("the bill begins twice");
            case BillPart.Pool pool -> isBetweenWindows() ? book.take(pool) : Optional.of(unexpected());
            case BillPart.Tickets(var openings) ->
                isBetweenWindows() ? book.take(openings, workers) : Optional.of(unexpected());
            case BillPart.Window(var proven) -> isBetweenWindows() ? onWindow(proven) : Optional.of(unexpected());
            case BillPart.Receipts receipts -> onReceipts(receipts);
            case BillPart.Settlement(var outcome) -> onSettlement(outcome);
            case BillPart.Release(var outcome) -> isBetweenWindows() ? onRelease(outcome) : Optional.of(unexpected());
            case BillPart.End _ -> onEnd();
        };
    }

    BillSummary summary() {
        return new BillSummary(
                begin.chain(),
                new BillSummary.Counts(windows, rows, book.size(), proofs, units),
                totals,
                new TreeMap<>(rejections),
                book.owners());
    }

    private boolean isBetweenWindows() {
        return window == null && settlement == null;
    }

    private String unexpected() {
        return "the window before is not complete";
    }

    private Optional<String> onWindow(ProvenWindow proven) {
        var header = proven.block().header();
        var proof = proven.proof();
        return proven.refusal(spec, begin.chain())
                .or(() -> succession(proven))
                .or(() -> WindowCheck.shape(proof))
                .or(() -> {
                    var messages = SettlementMessages.of(header, proof, nextMessage);
                    if (!SettlementMessages.committed(header).equals(Outbox.of(messages))) {
                        return Optional.of("what the window's block sent main is not what its ratings come to");
                    }
                    begin(proven, new SettlementCheck(spec, messages));
                    nextMessage += messages.size();
                    return proof.rows().isEmpty() ? ratings.refusal(proof) : Optional.empty();
                });
    }

    private void begin(ProvenWindow proven, SettlementCheck check) {
        var proof = proven.proof();
        height = proven.block().header().height();
        lastWindow = proof.window();
        window = proof.rows().isEmpty() ? null : WindowCheck.of(proof, book, ratings, workers);
        settlement = check;
        windows++;
        rows += proof.rows().size();
        proof.rows().forEach(row -> units = units.add(BigInteger.valueOf(row.units())));
        proof.rejections().forEach(refused -> rejections.merge(refused.rejection(), refused.count(), Math::addExact));
        advance();
    }

    private Optional<String> succession(ProvenWindow proven) {
        var proof = proven.proof();
        if (windows == 0 && proof.window() != begin.first()) {
            return Optional.of("the first window is " + proof.window() + ", not " + begin.first());
        }
        boolean later = proof.window() > lastWindow
                && proof.window() <= begin.last()
                && proven.block().header().height().isAfter(height);
        return later && coversItsBuckets(proof)
                ? Optional.empty()
                : Optional.of("the windows of the bill do not follow each other");
    }

    private boolean coversItsBuckets(ProofOfBandwidth proof) {
        long buckets = spec.serviceChain(begin.chain()).buckets().windowBuckets();
        return proof.first().number() / buckets == proof.window()
                && proof.first().number() % buckets == 0
                && proof.last().number() == proof.first().number() + buckets - 1;
    }

    private Optional<String> onReceipts(BillPart.Receipts part) {
        var current = window;
        if (current == null) {
            return Optional.of("no row waits for receipts");
        }
        var refusal = current.take(part.receipts());
        if (refusal.isEmpty()) {
            proofs += part.receipts().size();
            if (current.isComplete()) {
                window = null;
                advance();
            }
        }
        return refusal;
    }

    private Optional<String> onSettlement(ProvenOutcome outcome) {
        var current = settlement;
        if (window != null || current == null) {
            return Optional.of("no window waits to be settled");
        }
        var refusal = current.take(outcome);
        if (refusal.isEmpty()) {
            advance();
        }
        return refusal;
    }

    private Optional<String> onRelease(ProvenOutcome outcome) {
        var message = outcome.consumed();
        if (message.isEmpty()
                || !(message.get().body() instanceof EscrowRelease)
                || !message.get().source().equals(begin.chain())
                || message.get().sequence() != nextMessage) {
            return Optional.of("this is no release of " + begin.chain() + " with the number " + nextMessage);
        }
        var refusal = outcome.refusal(spec, ChainName.MAIN, message.get(), Reserved.POOLS);
        if (refusal.isEmpty()) {
            nextMessage++;
        }
        return refusal;
    }

    /// Ends the window once nothing of it is missing.
    private void advance() {
        var current = settlement;
        if (window == null && current != null && current.isComplete()) {
            totals = totals.plus(current.totals());
            settlement = null;
        }
    }

    private Optional<String> onEnd() {
        if (!isBetweenWindows()) {
            return Optional.of(unexpected());
        }
        if (windows != begin.windows() || (windows > 0 && lastWindow != begin.last())) {
            return Optional.of("the bill has not the windows that it announces");
        }
        return book.allBilled() ? Optional.empty() : Optional.of("the bill opens a ticket that it does not bill");
    }
}
