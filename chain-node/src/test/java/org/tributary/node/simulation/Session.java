// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// One client's ticket at one provider, with what it was served so far.
final class Session {
    private final PrivateKey client;
    private final PrivateKey provider;
    private final Opening opening;
    private boolean isOpen;
    private long total;
    private long acknowledged;

    Session(PrivateKey client, PrivateKey provider, Opening opening) {
        this.client = client;
        this.provider = provider;
        this.opening = opening;
    }

    Opening opening() {
        return opening;
    }

    Hash ticket() {
        return opening.ticket().ticket().hash();
    }

    boolean isOpenAt(PrivateKey key) {
        return isOpen && provider == key;
    }

    boolean isOpen() {
        return isOpen;
    }

    void opened() {
        isOpen = true;
    }

    /// Bytes served since the ticket was opened.
    long total() {
        return total;
    }

    void serve(long bytes) {
        total += bytes;
    }

    /// A receipt for `bytes` in all, by whoever has `signer`.
    SignedReceipt receipt(long bytes, Bucket bucket, Domain domain, PrivateKey signer) {
        return SignedReceipt.sign(new UsageReceipt(ticket(), bucket, bytes, 0, 10, false, Hash.ZERO), domain, signer);
    }

    /// The client's receipt for all that it was served.
    SignedReceipt receipt(Bucket bucket, Domain domain) {
        return receipt(total, bucket, domain, client);
    }

    /// Bytes of [#total] that a quorum has acknowledged.
    long acknowledged() {
        return acknowledged;
    }

    void acknowledge(long bytes) {
        acknowledged = Math.max(acknowledged, bytes);
    }
}
