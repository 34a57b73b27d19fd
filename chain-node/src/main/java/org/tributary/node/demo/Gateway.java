// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.typed.Domain;

/// The DApp's server that issues tickets to its clients, under a capability that the owner signed once.
final class Gateway {
    private final SignedCapability capability;
    private final PrivateKey key;
    private final Domain domain;
    private final BillingProfile profile;
    private final SecureRandom random = new SecureRandom();

    Gateway(SignedCapability capability, PrivateKey key, Domain domain, BillingProfile profile) {
        this.capability = capability;
        this.key = key;
        this.domain = domain;
        this.profile = profile;
    }

    Domain domain() {
        return domain;
    }

    /// @param maxUnits units that the ticket is good for, in any one bucket too
    Opening issue(Address provider, PublicKey client, long maxUnits, Bucket start, Bucket end) {
        var ticket = new SessionTicket(
                capability.capability().hash(),
                Bytes.random(SessionTicket.ID_SIZE, random),
                provider,
                client,
                profile.kind(),
                profile.hash(),
                maxUnits,
                maxUnits,
                start,
                end,
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        return new Opening(SignedTicket.sign(ticket, domain, key), capability, profile);
    }
}
