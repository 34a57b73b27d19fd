// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.merge.TicketUsage;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// The pools and tickets of a bill: whose signature each receipt needs, and at which price. Held whole,
/// because any later window may bill any ticket again.
final class TicketBook {
    private final ChainSpec spec;
    private final ChainName chain;
    private final Domain domain;
    private final TreeMap<Hash, ProvenPool> pools = new TreeMap<>();
    private final TreeMap<Hash, Opening> lodged = new TreeMap<>();
    private final TreeMap<Hash, TicketUsage> usage = new TreeMap<>();
    private final TreeMap<Hash, Capability> capabilities = new TreeMap<>();
    private final TreeMap<Hash, TreeMap<Bucket, Long>> capabilityUse = new TreeMap<>();

    TicketBook(ChainSpec spec, ChainName chain) {
        this.spec = spec;
        this.chain = chain;
        this.domain = Domain.of(spec.chainId(), spec.hash(), chain);
    }

    Domain domain() {
        return domain;
    }

    Optional<OpenedTicket> ticket(Hash hash) {
        return Optional.ofNullable(lodged.get(hash)).map(Opening::opened);
    }

    /// How far the windows so far have counted a ticket.
    TicketUsage usage(Hash hash) {
        return usage.getOrDefault(hash, TicketUsage.NONE);
    }

    void count(WindowTicket ticket) {
        usage.put(ticket.hash(), ticket.after());
    }

    /// What the windows so far leave of a capability's bucket.
    long room(Hash capability, Bucket bucket) {
        long used = capabilityUse.getOrDefault(capability, new TreeMap<>()).getOrDefault(bucket, 0L);
        return Optional.ofNullable(capabilities.get(capability))
                        .map(Capability::maxUnitsPerBucket)
                        .orElse(0L)
                - used;
    }

    void count(Hash capability, SortedMap<Bucket, Long> units) {
        var used = capabilityUse.computeIfAbsent(capability, _ -> new TreeMap<>());
        units.forEach((bucket, more) -> used.merge(bucket, more, Math::addExact));
    }

    SortedMap<Hash, Address> owners() {
        var owners = new TreeMap<Hash, Address>();
        pools.forEach((id, pool) -> owners.put(id, pool.owner()));
        return owners;
    }

    int size() {
        return lodged.size();
    }

    /// A ticket that no receipt was for has no place in a bill.
    boolean allBilled() {
        return lodged.keySet().stream().noneMatch(hash -> usage(hash).equals(TicketUsage.NONE));
    }

    Optional<String> take(BillPart.Pool part) {
        var pool = part.proven();
        return pool.refusal(spec, chain)
                .or(() -> pools.putIfAbsent(pool.id(), pool) == null
                        ? Optional.empty()
                        : Optional.of("the pool " + pool.id() + " is named twice"));
    }

    Optional<String> take(List<Opening> openings, Workers workers) {
        var bad = workers.firstFailure(
                openings.size(), i -> refusal(openings.get(i)).isEmpty());
        if (bad.isPresent()) {
            return refusal(openings.get(bad.getAsInt())).map(reason -> "opening " + bad.getAsInt() + ": " + reason);
        }
        for (var opening : openings) {
            var ticket = opening.ticket().ticket();
            capabilities.put(ticket.capability(), opening.capability().capability());
            if (lodged.putIfAbsent(ticket.hash(), opening) != null) {
                return Optional.of("the ticket " + ticket.hash() + " is opened twice");
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusal(Opening opening) {
        var id = opening.capability().capability().pool();
        return Optional.ofNullable(pools.get(id))
                .map(pool -> pool.refusal(opening, domain))
                .orElseGet(() -> Optional.of("nothing says who owns the pool " + id));
    }
}
