// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.util.Optional;
import org.tributary.bandwidth.rating.Meter;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// What one client received on one ticket, and the receipts that it signs for it. It never signs for more
/// than it counted, nor for a bucket outside the ticket or before one that it signed for, nor what the chain would
/// refuse.
public final class SessionMeter {
    private final SessionTicket ticket;
    private final Hash hash;
    private final PrivateKey client;
    private final Domain domain;
    private final Meter meter;
    private final long bucketMillis;
    private Hash content = Hash.ZERO;
    private Bucket bucket;
    private long total;
    private long signed;
    private boolean closed = true;

    /// @param bucketMillis of the service chain
    public SessionMeter(SessionTicket ticket, PrivateKey client, Domain domain, long bucketMillis) {
        if (!ticket.client().equals(client.publicKey())) {
            throw new IllegalArgumentException("the ticket is for another key: " + ticket.client());
        }
        this.ticket = ticket;
        this.hash = ticket.hash();
        this.client = client;
        this.domain = domain;
        this.meter = Meter.of(ticket.kind());
        this.bucketMillis = bucketMillis;
        this.bucket = ticket.start();
    }

    /// Goes on behind a receipt that this client signed earlier, in another run maybe. Whether it did is
    /// checked.
    public synchronized void resume(SignedReceipt earlier) {
        var receipt = earlier.receipt();
        if (!receipt.ticket().equals(hash) || !earlier.isSignedBy(client.publicKey(), domain)) {
            throw new IllegalArgumentException("the edge shows a receipt that this client never signed");
        }
        long stated = meter.total(receipt);
        if (stated > signed) {
            // What came in this run comes on top.
            total = Math.addExact(stated, total - signed);
            signed = stated;
        }
        content = receipt.contentDigest();
        if (receipt.bucket().isAfter(bucket)) {
            bucket = receipt.bucket();
            closed = receipt.closing();
        }
    }

    /// Receipts name this content from now on.
    public synchronized void content(Hash digest) {
        content = digest;
    }

    /// Counts units that came in `now`; gives the closing receipt of the bucket before, where that is
    /// over with this.
    public synchronized Optional<SignedReceipt> received(long units, Bucket now) {
        var due = due(now);
        total = Math.addExact(total, units);
        if (units > 0) {
            bucket = within(now);
            closed = false;
        }
        return due;
    }

    /// The closing receipt of a bucket in which something came, once it is over.
    public synchronized Optional<SignedReceipt> due(Bucket now) {
        return within(now).isAfter(bucket) ? close() : Optional.empty();
    }

    /// The closing receipt of the bucket in which something came last, before the bucket's end.
    public synchronized Optional<SignedReceipt> close() {
        if (closed) {
            return Optional.empty();
        }
        var receipt = sign(true);
        closed = receipt.isPresent();
        return receipt;
    }

    /// A receipt for what came since the last one, while the bucket goes on.
    public synchronized Optional<SignedReceipt> slice() {
        return total == signed ? Optional.empty() : sign(false);
    }

    public synchronized long total() {
        return total;
    }

    /// What came and is not signed for.
    public synchronized long unsigned() {
        return total - signed;
    }

    UsageKind kind() {
        return ticket.kind();
    }

    public Hash ticket() {
        return hash;
    }

    private Bucket within(Bucket now) {
        if (now.isBefore(bucket)) {
            return bucket;
        }
        return now.isAfter(ticket.end()) ? ticket.end() : now;
    }

    private Optional<SignedReceipt> sign(boolean closing) {
        var receipt = meter.receipt(hash, bucket, total, closing, content);
        if (meter.refusal(receipt, ticket.start(), bucketMillis).isPresent()) {
            // A call by a clock that is behind: a later bucket has room for it.
            return Optional.empty();
        }
        signed = total;
        return Optional.of(SignedReceipt.sign(receipt, domain, client));
    }
}
