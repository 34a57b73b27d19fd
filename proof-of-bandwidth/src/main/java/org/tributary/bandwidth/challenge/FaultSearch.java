// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// Looks at entries one after the other for what can be challenged. Of each it remembers its place and its totals.
/// Protocol §7.12.
public final class FaultSearch {
    private final Domain domain;
    private final TreeMap<Hash, TreeMap<Long, Counted>> byTicket = new TreeMap<>();

    public FaultSearch(Domain domain) {
        this.domain = domain;
    }

    /// An entry with what somebody shows for it.
    ///
    /// @param profile of the entry's row
    /// @param owner of the pool that was billed
    public record Shown(
            Entry entry,
            BillingProfile profile,
            Optional<SignedReceipt> receipt,
            Optional<Opening> opening,
            Address owner) {}

    private record Counted(long newTotal, EntryPlace place) {}

    /// What can be shown at once comes first.
    public List<Fault> faults(Shown shown) {
        var faults = new ArrayList<Fault>();
        opening(shown).ifPresent(opening -> {
            overCap(shown, opening).ifPresent(faults::add);
            wrongCount(shown, opening).ifPresent(faults::add);
        });
        doubled(shown).ifPresent(faults::add);
        demand(shown).ifPresent(faults::add);
        return faults;
    }

    /// That of the entry's ticket.
    private static Optional<Opening> opening(Shown shown) {
        return shown.opening()
                .filter(opening -> opening.ticket()
                        .ticket()
                        .hash()
                        .equals(shown.entry().leaf().ticket()));
    }

    private static Optional<SignedReceipt> receipt(Shown shown) {
        return shown.receipt()
                .filter(signed ->
                        signed.receipt().hash().equals(shown.entry().leaf().receipt()));
    }

    private static Optional<Fault> overCap(Shown shown, Opening opening) {
        var ticket = opening.ticket().ticket();
        var capability = Optional.of(opening.capability().capability())
                .filter(given -> given.hash().equals(ticket.capability()));
        return Entries.overCap(shown.entry(), ticket, capability, shown.profile())
                .map(what -> new Fault.Provable(new Claim.OverCap(shown.entry(), ticket, capability), what));
    }

    private static Optional<Fault> wrongCount(Shown shown, Opening opening) {
        var ticket = opening.ticket().ticket();
        return receipt(shown)
                .map(SignedReceipt::receipt)
                .flatMap(receipt -> Entries.wrongCount(shown.entry(), ticket, receipt, shown.profile())
                        .map(what -> new Fault.Provable(new Claim.WrongCount(shown.entry(), ticket, receipt), what)));
    }

    /// Sound entries of a ticket are apart: those beside a new one are enough.
    private Optional<Fault> doubled(Shown shown) {
        var leaf = shown.entry().leaf();
        if (leaf.units() == 0) {
            return Optional.empty();
        }
        var counted = byTicket.computeIfAbsent(leaf.ticket(), _ -> new TreeMap<>());
        boolean ranked = shown.profile().mode().isRanked();
        var other = ranked ? Optional.ofNullable(counted.get(leaf.bucket().number())) : overlapping(counted, leaf);
        if (other.isEmpty()) {
            long key = ranked ? leaf.bucket().number() : leaf.oldTotal();
            counted.put(key, new Counted(leaf.newTotal(), EntryPlace.of(shown.entry())));
        }
        return other.map(before -> new Fault.Doubled(before.place()));
    }

    private static Optional<Counted> overlapping(TreeMap<Long, Counted> counted, UsageLeaf leaf) {
        var below = counted.floorEntry(leaf.oldTotal());
        if (below != null && below.getValue().newTotal() > leaf.oldTotal()) {
            return Optional.of(below.getValue());
        }
        var above = counted.ceilingEntry(leaf.oldTotal());
        return above != null && above.getKey() < leaf.newTotal() ? Optional.of(above.getValue()) : Optional.empty();
    }

    private Optional<Fault> demand(Shown shown) {
        var entry = shown.entry();
        var leaf = entry.leaf();
        var pool = entry.row().key().pool();
        var opening = opening(shown);
        if (opening.filter(given -> Demand.answers(leaf.ticket(), pool, shown.owner(), given, domain))
                .isEmpty()) {
            var what = "nobody shows its ticket, signed by the pool's owner and the gateway";
            return Optional.of(new Fault.Demandable(new Demand.OfOpening(shown.profile(), entry), what));
        }
        var ticket = opening.get().ticket().ticket();
        if (receipt(shown)
                .filter(signed -> Demand.answers(leaf.ticket(), leaf.receipt(), ticket, signed, domain))
                .isPresent()) {
            return Optional.empty();
        }
        var what = "nobody shows its receipt, signed by the client";
        return Optional.of(new Fault.Demandable(new Demand.OfReceipt(shown.profile(), entry), what));
    }
}
