// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.Optional;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.typed.Domain;

/// What somebody wants to be shown, because that it does not exist cannot be proved. Protocol §7.12.
public sealed interface Demand {
    /// The entry's receipt, signed by its ticket's client.
    record OfReceipt(BillingProfile profile, Entry entry) implements Demand {
        public Finding judge(WindowRoots roots) {
            return Entries.finding(entry, profile, roots, () -> Optional.of("no receipt with its client's signature"));
        }
    }

    /// The opening of the entry's ticket, signed by the pool's owner and its gateway.
    record OfOpening(BillingProfile profile, Entry entry) implements Demand {
        public Finding judge(WindowRoots roots) {
            return Entries.finding(
                    entry, profile, roots, () -> Optional.of("no ticket with its owner's and gateway's signature"));
        }
    }

    /// The block that ordered the certified batch.
    record OfOrder(BatchCertificate certificate) implements Demand {}

    /// Whether this is the signed receipt that the entry names.
    static boolean answers(
            Hash ticketHash, Hash receiptHash, SessionTicket ticket, SignedReceipt receipt, Domain domain) {
        return ticket.hash().equals(ticketHash)
                && receipt.receipt().hash().equals(receiptHash)
                && receipt.receipt().ticket().equals(ticketHash)
                && receipt.isSignedBy(ticket.client(), domain);
    }

    /// Whether this is the sound opening of the entry's ticket.
    ///
    /// @param owner of the pool that was billed
    static boolean answers(Hash ticketHash, Hash pool, Address owner, Opening opening, Domain domain) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        return ticket.hash().equals(ticketHash)
                && ticket.capability().equals(capability.hash())
                && capability.pool().equals(pool)
                && opening.capability().isSignedBy(owner, domain)
                && opening.ticket().isSignedBy(capability.gatewayKey(), domain);
    }

    static void write(RlpListWriter list, Demand demand) {
        switch (demand) {
            case OfReceipt(var profile, var entry) ->
                list.number(1).list(profile::write).list(entry::write);
            case OfOpening(var profile, var entry) ->
                list.number(2).list(profile::write).list(entry::write);
            case OfOrder(var certificate) -> list.number(3).list(certificate::write);
        }
    }

    static Demand read(RlpListReader list) {
        return switch (list.smallNumber(3)) {
            case 1 -> new OfReceipt(list.list(BillingProfile::read), list.list(Entry::read));
            case 2 -> new OfOpening(list.list(BillingProfile::read), list.list(Entry::read));
            case 3 -> new OfOrder(list.list(BatchCertificate::read));
            default -> throw new IllegalArgumentException("no demand has this kind");
        };
    }
}
