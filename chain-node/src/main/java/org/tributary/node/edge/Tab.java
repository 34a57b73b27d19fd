// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.Meter;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// What one ticket's client was served, and what it has signed for. Served never gets further ahead of
/// that than the edge's credit, nor past the ticket's caps.
final class Tab {
    /// A bucket's cap may open without anybody telling.
    private static final long LOOK_MILLIS = 100;

    private final SessionTicket ticket;
    private final Hash hash;
    private final Meter meter;
    private final boolean ranked;
    private final EdgeTerms terms;
    private Optional<SignedReceipt> last = Optional.empty();
    private long served;
    private long receipted;
    /// Signed for in buckets before that of the last receipt.
    private long earlier;

    private long writtenOff;
    /// May have come besides: what was written off, or served by an earlier life of the edge.
    private long unaccounted;

    private int running;
    private boolean broken;

    Tab(Opening opening, EdgeTerms terms) {
        this.ticket = opening.ticket().ticket();
        this.hash = ticket.hash();
        this.meter = Meter.of(ticket.kind());
        this.ranked = opening.profile().mode().isRanked();
        this.terms = terms;
    }

    /// The tab of a ticket that was open before the edge started: how far it had served nobody knows any
    /// more.
    static Tab restored(Opening opening, EdgeTerms terms, Optional<SignedReceipt> last) {
        var tab = new Tab(opening, terms);
        last.ifPresent(tab::credit);
        tab.unaccounted = terms.creditUnits();
        return tab;
    }

    SessionTicket ticket() {
        return ticket;
    }

    /// What may be served next.
    sealed interface Grant {
        record Units(long count) implements Grant {}

        record Refused(Refusal refusal) implements Grant {}
    }

    /// Something begins to be served; what was not refused ends with [#leave].
    ///
    /// @param units that it takes for sure
    synchronized Optional<Refusal> enter(long units, Bucket now) {
        var outside = outside(now);
        if (outside.isPresent()) {
            return outside;
        }
        if (broken && running == 0) {
            // What was on the way may have got lost: a client with a bad line can go on, up to a limit.
            long lost = Math.min(served - receipted, terms.writeOffUnits() - writtenOff);
            served -= lost;
            writtenOff += lost;
            unaccounted += lost;
            broken = false;
        }
        if (units > ticket.maxUnits() - served) {
            return Optional.of(Refusal.of(Refusal.FORBIDDEN, Rejection.OVER_TICKET_CAP));
        }
        if (running == 0 && served - receipted >= terms.creditUnits()) {
            return Optional.of(receiptsMissing());
        }
        running++;
        return Optional.empty();
    }

    private Optional<Refusal> outside(Bucket now) {
        if (now.isBefore(ticket.start())) {
            return Optional.of(Refusal.of(Refusal.FORBIDDEN, Rejection.NOT_YET_VALID));
        }
        return now.isAfter(ticket.end())
                ? Optional.of(Refusal.of(Refusal.FORBIDDEN, Rejection.EXPIRED))
                : Optional.empty();
    }

    /// @param broke off before its end
    synchronized void leave(boolean broke) {
        running--;
        broken |= broke;
    }

    /// Waits until there is room for at least one unit, and takes up to `wanted`.
    synchronized Grant take(long wanted, Supplier<Bucket> clock) throws InterruptedException {
        long deadline = System.nanoTime() + terms.patience().toNanos();
        while (true) {
            var now = clock.get();
            var outside = outside(now);
            if (outside.isPresent()) {
                return new Grant.Refused(outside.get());
            }
            long inBucket = ticket.maxUnitsPerBucket() - (served - before(now));
            long ofTicket = ticket.maxUnits() - served;
            long room = Math.min(Math.min(inBucket, ofTicket), terms.creditUnits() - (served - receipted));
            if (room > 0) {
                long granted = Math.min(room, wanted);
                served += granted;
                return new Grant.Units(granted);
            }
            if (ofTicket <= 0) {
                return new Grant.Refused(Refusal.of(Refusal.FORBIDDEN, Rejection.OVER_TICKET_CAP));
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return new Grant.Refused(inBucket <= 0 ? bucketIsFull() : receiptsMissing());
            }
            wait(Math.min(left, LOOK_MILLIS));
        }
    }

    private static Refusal bucketIsFull() {
        return new Refusal(
                Refusal.TOO_MANY,
                "OVER_BUCKET_CAP",
                "the ticket's cap for this bucket is reached: go on in the next, or ask for a higher cap");
    }

    private static Refusal receiptsMissing() {
        return new Refusal(
                Refusal.PAYMENT_REQUIRED,
                "RECEIPTS_MISSING",
                "the credit is used up: sign a receipt for what came, then ask again");
    }

    /// Less was served than was taken.
    synchronized void giveBack(long units) {
        served -= units;
        notifyAll();
    }

    /// Puts on the tab what time has served, as far as the ticket goes.
    synchronized void charge(long units) {
        served += Math.min(units, ticket.maxUnits() - served);
    }

    /// Whether nothing more may be served: the ticket is over or used up, or the credit is.
    synchronized boolean isExhausted(Bucket now) {
        return now.isAfter(ticket.end()) || served >= ticket.maxUnits() || served - receipted > terms.creditUnits();
    }

    /// What is signed for in buckets before `bucket`.
    private long before(Bucket bucket) {
        return last.isPresent() && bucket.compareTo(last.get().receipt().bucket()) <= 0 ? earlier : receipted;
    }

    /// Why the receipt is not taken; nothing where it may go into the book. One that says nothing new may
    /// too: it is [#isNews] that tells.
    Optional<Refusal> judge(SignedReceipt signed, Bucket now, Domain domain) {
        return plausible(signed, now)
                .or(() -> signed.isSignedBy(ticket.client(), domain)
                        ? Optional.empty()
                        : Optional.of(Rejection.BAD_SIGNATURE))
                .map(reason -> Refusal.of(Refusal.UNPROCESSABLE, reason))
                .or(() -> isWithinServed(signed)
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                Refusal.UNPROCESSABLE,
                                "OVER_SERVED",
                                "the receipt is for more than was served; sign for what came")));
    }

    private synchronized boolean isWithinServed(SignedReceipt signed) {
        return meter.total(signed.receipt()) <= served + unaccounted;
    }

    private synchronized Optional<Rejection> plausible(SignedReceipt signed, Bucket now) {
        var receipt = signed.receipt();
        if (!receipt.ticket().equals(hash)) {
            return Optional.of(Rejection.UNKNOWN_TICKET);
        }
        var bucket = receipt.bucket();
        if (bucket.isBefore(ticket.start())) {
            return Optional.of(Rejection.NOT_YET_VALID);
        }
        if (bucket.isAfter(ticket.end())) {
            return Optional.of(Rejection.EXPIRED);
        }
        if (now.number() - bucket.number() > terms.rules().hardAcceptanceBuckets()) {
            return Optional.of(Rejection.TOO_LATE);
        }
        if (bucket.number() - now.number() > terms.rules().openingAllowanceBuckets()) {
            return Optional.of(Rejection.FROM_THE_FUTURE);
        }
        return meter.total(receipt) > ticket.maxUnits()
                ? Optional.of(Rejection.OVER_TICKET_CAP)
                : meter.refusal(receipt, ticket.start(), terms.rules().bucketMillis());
    }

    /// Whether the receipt adds to what is known: more units, or where samples are ranked the end of a
    /// bucket.
    synchronized boolean isNews(SignedReceipt signed) {
        if (last.isEmpty()) {
            return true;
        }
        var known = last.get().receipt();
        var receipt = signed.receipt();
        if (receipt.bucket().isBefore(known.bucket()) || meter.total(receipt) < meter.total(known)) {
            return false;
        }
        boolean later = receipt.bucket().isAfter(known.bucket());
        boolean closes = !later && receipt.closing() && !known.closing();
        return meter.total(receipt) > meter.total(known) || closes || (ranked && later);
    }

    /// Counts a receipt that is on the disk.
    synchronized void credit(SignedReceipt signed) {
        if (!isNews(signed)) {
            return;
        }
        earlier = before(signed.receipt().bucket());
        last = Optional.of(signed);
        receipted = Math.max(receipted, meter.total(signed.receipt()));
        if (receipted > served) {
            unaccounted -= receipted - served;
            served = receipted;
        }
        notifyAll();
    }

    /// What is served and receipted now.
    synchronized Standing standing() {
        return new Standing(hash, served, receipted, writtenOff, last);
    }

    /// @param last the client's last word
    record Standing(Hash ticket, long served, long receipted, long writtenOff, Optional<SignedReceipt> last) {
        long unreceipted() {
            return served - receipted;
        }
    }
}
