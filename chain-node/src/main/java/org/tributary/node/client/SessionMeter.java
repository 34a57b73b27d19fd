// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// What one client received on one ticket, and the receipts that it signs for it. It never signs for more
/// than it counted, nor for a bucket outside the ticket or before one that it signed for.
public final class SessionMeter {
    private final SessionTicket ticket;
    private final Hash hash;
    private final PrivateKey client;
    private final Domain domain;
    private Bucket bucket;
    private long total;
    private long signed;
    private boolean closed = true;

    public SessionMeter(SessionTicket ticket, PrivateKey client, Domain domain) {
        if (!ticket.client().equals(client.publicKey())) {
            throw new IllegalArgumentException("the ticket is for another key: " + ticket.client());
        }
        this.ticket = ticket;
        this.hash = ticket.hash();
        this.client = client;
        this.domain = domain;
        this.bucket = ticket.start();
    }

    /// Goes on behind a receipt that this client signed earlier, in another run maybe. Whether it did is
    /// checked.
    public synchronized void resume(SignedReceipt earlier) {
        var receipt = earlier.receipt();
        if (!receipt.ticket().equals(hash) || !earlier.isSignedBy(client.publicKey(), domain)) {
            throw new IllegalArgumentException("the edge shows a receipt that this client never signed");
        }
        if (receipt.down() > signed) {
            // What came in this run comes on top.
            total = Math.addExact(receipt.down(), total - signed);
            signed = receipt.down();
        }
        if (receipt.bucket().isAfter(bucket)) {
            bucket = receipt.bucket();
            closed = receipt.closing();
        }
    }

    /// Counts bytes that arrived in `now`; gives the closing receipt of the bucket before, where that is
    /// over with this.
    public synchronized Optional<SignedReceipt> received(long bytes, Bucket now) {
        var due = due(now);
        total = Math.addExact(total, bytes);
        if (bytes > 0) {
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
        closed = true;
        return Optional.of(sign(true));
    }

    /// A receipt for what came since the last one, while the bucket goes on.
    public synchronized Optional<SignedReceipt> slice() {
        return total == signed ? Optional.empty() : Optional.of(sign(false));
    }

    public synchronized long total() {
        return total;
    }

    /// What came and is not signed for.
    public synchronized long unsigned() {
        return total - signed;
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

    private SignedReceipt sign(boolean closing) {
        signed = total;
        var receipt = new UsageReceipt(hash, bucket, total, 0, 0, closing, Hash.ZERO);
        return SignedReceipt.sign(receipt, domain, client);
    }
}
