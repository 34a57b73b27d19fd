// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// What one client received on one ticket, and the receipts that it signs for it: one for each bucket in
/// which something came, with the total so far. For one thread.
final class SessionMeter {
    private final Hash ticket;
    private final PrivateKey client;
    private final Domain domain;
    private Bucket bucket = Bucket.ZERO;
    private long total;
    private long signed;

    SessionMeter(Hash ticket, PrivateKey client, Domain domain) {
        this.ticket = ticket;
        this.client = client;
        this.domain = domain;
    }

    /// Counts bytes that arrived in `now`; gives the receipt for the bucket before, where that is over with this.
    Optional<SignedReceipt> received(long bytes, Bucket now) {
        var due = due(now);
        bucket = now;
        total = Math.addExact(total, bytes);
        return due;
    }

    /// The receipt for a bucket that is over and has none yet.
    Optional<SignedReceipt> due(Bucket now) {
        return now.isAfter(bucket) && total > signed ? Optional.of(sign()) : Optional.empty();
    }

    long total() {
        return total;
    }

    Hash ticket() {
        return ticket;
    }

    private SignedReceipt sign() {
        signed = total;
        return receipt(bucket, total, client);
    }

    /// Any receipt, also one that is not true.
    SignedReceipt receipt(Bucket named, long down, PrivateKey signer) {
        return SignedReceipt.sign(new UsageReceipt(ticket, named, down, 0, 0, true, Hash.ZERO), domain, signer);
    }
}
