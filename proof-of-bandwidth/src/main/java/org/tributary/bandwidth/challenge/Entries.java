// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.Optional;
import java.util.function.Supplier;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;

/// The rules that every entry keeps, whatever the order in which its receipts came. A rule here is never stricter than
/// what
/// the merge of a window does.
final class Entries {
    private Entries() {}

    /// The fault that the rule finds, in an entry of a window that can be challenged.
    static Finding finding(Entry entry, BillingProfile profile, WindowRoots roots, Supplier<Optional<String>> rule) {
        var key = entry.row().key();
        if (!profile.hash().equals(key.profile())) {
            return new Finding.Unusable("this is not the billing profile of the entry's row");
        }
        if (!entry.isUnder(roots)) {
            return new Finding.Unusable("the entry is not one of a window that can be challenged");
        }
        var leaf = entry.leaf();
        return rule.get()
                .<Finding>map(fault -> new Finding.Proved(fault, entry.place(), key, leaf.bucket(), leaf.units()))
                .orElseGet(() -> new Finding.Sound(key));
    }

    static Optional<String> overCap(
            Entry entry, SessionTicket ticket, Optional<Capability> capability, BillingProfile profile) {
        var key = entry.row().key();
        var bucket = entry.leaf().bucket();
        if (!ticket.provider().equals(key.provider())
                || ticket.kind() != key.kind()
                || !ticket.profile().equals(key.profile())) {
            return Optional.of("the ticket is of another provider, kind or billing profile");
        }
        if (bucket.isBefore(ticket.start()) || bucket.isAfter(ticket.end())) {
            return Optional.of("the bucket lies outside the ticket's");
        }
        return ticketCap(entry, ticket, profile)
                .or(() -> capability.flatMap(shown -> capability(entry, ticket, shown)));
    }

    /// Where units are added up, a lost receipt's buckets lend their caps to the next one.
    private static Optional<String> ticketCap(Entry entry, SessionTicket ticket, BillingProfile profile) {
        var leaf = entry.leaf();
        boolean ranked = profile.mode().isRanked();
        long buckets = ranked ? 1 : 1 + leaf.bucket().number() - ticket.start().number();
        long cap = ticket.maxUnitsPerBucket();
        boolean overBuckets = cap == 0 ? leaf.units() > 0 : leaf.units() > 0 && (leaf.units() - 1) / cap >= buckets;
        if (overBuckets) {
            return Optional.of("the units are above the ticket's caps of its buckets");
        }
        boolean over = leaf.oldTotal() > ticket.maxUnits() || leaf.units() > ticket.maxUnits() - leaf.oldTotal();
        return !ranked && over ? Optional.of("the units are above the ticket's cap") : Optional.empty();
    }

    private static Optional<String> capability(Entry entry, SessionTicket ticket, Capability capability) {
        if (!capability.pool().equals(entry.row().key().pool())
                || !capability.kinds().contains(ticket.kind())) {
            return Optional.of("the capability is for another pool or kind");
        }
        if (ticket.start().isBefore(capability.from()) || ticket.end().isAfter(capability.until())) {
            return Optional.of("the ticket's buckets are not within the capability's");
        }
        return entry.leaf().units() > capability.maxUnitsPerBucket()
                ? Optional.of("the units are above the capability's cap of a bucket")
                : Optional.empty();
    }

    static Optional<String> countedTwice(Entry entry, Entry other, BillingProfile profile) {
        var one = entry.leaf();
        var two = other.leaf();
        if (!one.ticket().equals(two.ticket()) || one.units() == 0 || two.units() == 0) {
            return Optional.empty();
        }
        boolean twice = profile.mode().isRanked()
                ? one.bucket().equals(two.bucket())
                : Math.max(one.oldTotal(), two.oldTotal()) < Math.min(one.newTotal(), two.newTotal());
        return twice ? Optional.of("counted twice") : Optional.empty();
    }

    static Optional<String> wrongCount(
            Entry entry, SessionTicket ticket, UsageReceipt receipt, BillingProfile profile) {
        var leaf = entry.leaf();
        if (!receipt.ticket().equals(leaf.ticket())) {
            return Optional.of("the receipt is for another ticket");
        }
        if (ticket.kind() != profile.kind()) {
            return Optional.empty();
        }
        long total = profile.meter().total(receipt);
        boolean same = receipt.bucket().equals(leaf.bucket());
        if (!profile.mode().isRanked()) {
            return same && total == leaf.newTotal() ? Optional.empty() : Optional.of("the receipt says otherwise");
        }
        boolean completes = receipt.bucket().number() + 1 == leaf.bucket().number();
        boolean fits = receipt.closing() && (same && total >= leaf.newTotal() || completes);
        return fits ? Optional.empty() : Optional.of("the receipt says otherwise");
    }
}
