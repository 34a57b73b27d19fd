// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.security.SecureRandom;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A ticket with the keys of all who are in it, without a network.
public final class Issued {
    public static final Hash NETWORK = Hash.parse("0x" + "42".repeat(32));
    public static final ChainId CHAIN_ID = new ChainId(777);
    public static final ChainName CDN = new ChainName("cdn");
    public static final Domain DOMAIN = Domain.of(CHAIN_ID, NETWORK, CDN);
    public static final long BUCKET_MILLIS = 1_000;

    private final SecureRandom random = new SecureRandom();
    public final PrivateKey owner = NewNetwork.key(random);
    public final PrivateKey gateway = NewNetwork.key(random);
    public final PrivateKey provider = NewNetwork.key(random);
    public final PrivateKey client = NewNetwork.key(random);

    private final BillingProfile profile;

    public Issued() {
        this(UsageKind.BYTES);
    }

    /// @param kind of the ticket
    public Issued(UsageKind kind) {
        this.profile = BillingProfile.standard(kind);
    }

    public UsageKind kind() {
        return profile.kind();
    }

    public TicketFile ticket(Bucket start, Bucket end, long maxUnits, long maxUnitsPerBucket) {
        return new TicketFile(
                NETWORK, CHAIN_ID, CDN, BUCKET_MILLIS, opening(start, end, maxUnits, maxUnitsPerBucket, DOMAIN));
    }

    Opening opening(Bucket start, Bucket end, long maxUnits, long maxUnitsPerBucket, Domain domain) {
        var capability = new Capability(
                Hash.ZERO,
                gateway.publicKey(),
                Amount.ofTokens(1),
                1L << 40,
                List.of(profile.kind()),
                Bucket.ZERO,
                new Bucket(1L << 40),
                0);
        var ticket = new SessionTicket(
                capability.hash(),
                Bytes.random(SessionTicket.ID_SIZE, random),
                provider.address(),
                client.publicKey(),
                profile.kind(),
                profile.hash(),
                maxUnits,
                maxUnitsPerBucket,
                start,
                end,
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        return new Opening(
                SignedTicket.sign(ticket, domain, gateway), SignedCapability.sign(capability, domain, owner), profile);
    }
}
