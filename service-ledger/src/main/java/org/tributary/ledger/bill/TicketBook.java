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
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.message.MessageBody.EscrowNotice;
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
    private final TreeMap<Hash, Address> owners = new TreeMap<>();
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
        return owners;
    }

    int size() {
        return lodged.size();
    }

    /// A ticket that no receipt was for has no place in a bill.
    boolean allBilled() {
        return lodged.keySet().stream().noneMatch(hash -> usage(hash).equals(TicketUsage.NONE));
    }

    /// Takes the owner of a pool from main's escrow notice.
    Optional<String> take(BillPart.Pool pool) {
        var notice = pool.notice();
        if (!(notice.body() instanceof EscrowNotice(var id, var owner, var _, var _))
                || !notice.source().equals(ChainName.MAIN)
                || !notice.destination().equals(chain)) {
            return Optional.of("a pool's owner is not named by an escrow notice of main");
        }
        var refusal = pool.consumed().refusal(spec, chain, notice, Reserved.POOLS);
        if (refusal.isEmpty() && owners.putIfAbsent(id, owner) != null) {
            return Optional.of("the pool " + id + " is named twice");
        }
        return refusal;
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

    /// What of §7.8 can be judged without the chain's state at the time.
    private Optional<String> refusal(Opening opening) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        var owner = owners.get(capability.pool());
        if (owner == null) {
            return Optional.of("nothing says who owns the pool " + capability.pool());
        }
        if (!ticket.capability().equals(capability.hash())) {
            return Optional.of("the ticket names another capability");
        }
        if (!ticket.profile().equals(opening.profile().hash())
                || ticket.kind() != opening.profile().kind()) {
            return Optional.of("the ticket names another billing profile");
        }
        if (!opening.capability().isSignedBy(owner, domain)) {
            return Optional.of("the capability is not signed by the owner of its pool");
        }
        return opening.ticket().isSignedBy(capability.gatewayKey(), domain)
                ? Optional.empty()
                : Optional.of("the ticket is not signed by the capability's gateway key");
    }
}
