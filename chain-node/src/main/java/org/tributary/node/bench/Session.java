// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// One client's ticket, and the receipts that the client signs on it.
final class Session {
    /// At most so many receipts per ticket, so that opening tickets has its honest share in the figures.
    static final int MAX_RECEIPTS = 12;

    private static final long UNITS_PER_RECEIPT = 1 << 20;

    private final Domain domain;
    private final Bucket start;
    private final PrivateKey client;
    private final Opening opening;
    private final Hash ticket;

    /// @param number tells this session from all others
    Session(long number, Address provider, SignedCapability capability, PrivateKey gateway, Domain domain, Span valid) {
        this.domain = domain;
        this.start = valid.start();
        this.client = key("client", number);
        var unsigned = new SessionTicket(
                capability.capability().hash(),
                client.publicKey().bytes().slice(1, SessionTicket.ID_SIZE),
                provider,
                client.publicKey(),
                UsageKind.BYTES,
                BillingProfile.DEFAULT.hash(),
                UNITS_PER_RECEIPT * MAX_RECEIPTS,
                UNITS_PER_RECEIPT * MAX_RECEIPTS,
                valid.start(),
                valid.end(),
                "eu-central",
                Hash.ZERO,
                Bytes.EMPTY);
        this.opening = new Opening(SignedTicket.sign(unsigned, domain, gateway), capability, BillingProfile.DEFAULT);
        this.ticket = unsigned.hash();
    }

    /// The buckets in which tickets are valid.
    record Span(Bucket start, Bucket end) {}

    static PrivateKey key(String role, long number) {
        return new PrivateKey(Keccak.hash(Bytes.wrap((role + number).getBytes(StandardCharsets.US_ASCII)))
                .bytes());
    }

    Opening opening() {
        return opening;
    }

    SignedReceipt receipt(int index) {
        long total = UNITS_PER_RECEIPT * (index + 1L);
        var content = Keccak.hash(ticket.bytes(), Bytes.of(index));
        var receipt = new UsageReceipt(ticket, start.plus(index), total, total / 50, 900L * index, true, content);
        return SignedReceipt.sign(receipt, domain, client);
    }
}
