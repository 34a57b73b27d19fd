// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// One client's ticket at one provider, with what it was served and signed for.
final class Session {
    private final SimulatedDapp dapp;
    private final PrivateKey client;
    private final PrivateKey provider;
    private final Terms terms;
    private final List<SignedReceipt> waiting = new ArrayList<>();
    private final Map<Hash, SignedReceipt> signed = new TreeMap<>();
    private final Map<Hash, SignedReceipt> acknowledged = new TreeMap<>();
    private final Opening opening;
    private boolean isOpen;
    private long total;
    private long bucket;
    private long inBucket;

    Session(SimulatedDapp dapp, PrivateKey client, PrivateKey provider, Terms terms, Bucket start) {
        this.dapp = dapp;
        this.client = client;
        this.provider = provider;
        this.terms = terms;
        this.opening = dapp.opening(client.publicKey(), provider.address(), terms, start);
    }

    Terms terms() {
        return terms;
    }

    PrivateKey provider() {
        return provider;
    }

    Opening opening() {
        return opening;
    }

    Hash ticket() {
        return opening.ticket().ticket().hash();
    }

    Bucket start() {
        return opening.ticket().ticket().start();
    }

    boolean isOpen() {
        return isOpen;
    }

    void opened() {
        isOpen = true;
    }

    /// Units served since the ticket was opened.
    long total() {
        return total;
    }

    /// No more than the ticket's caps leave, as an edge sees to it.
    void serve(long units, Bucket now) {
        if (now.number() != bucket) {
            bucket = now.number();
            inBucket = 0;
        }
        long room = Math.min(terms.maxUnits() - total, terms.maxUnitsPerBucket() - inBucket);
        long served = Math.min(units, room);
        total += served;
        inBucket += served;
    }

    /// A receipt for `units` in all, by whoever has `signer`.
    SignedReceipt receipt(long units, Bucket now, boolean closing, PrivateKey signer) {
        boolean calls = terms.profile().kind() == UsageKind.CALL_MILLISECONDS;
        var receipt = new UsageReceipt(ticket(), now, calls ? 0 : units, 0, calls ? units : 10, closing, Hash.ZERO);
        return SignedReceipt.sign(receipt, domain(), signer);
    }

    private Domain domain() {
        return dapp.domain(terms.chain());
    }

    /// The client's receipt for all that it was served.
    SignedReceipt sign(Bucket now, boolean closing) {
        var receipt = receipt(total, now, closing, client);
        signed.put(receipt.receipt().hash(), receipt);
        return receipt;
    }

    /// Receipts that the client wants its edge to have.
    List<SignedReceipt> waiting() {
        return waiting;
    }

    /// All that the client ever signed.
    Map<Hash, SignedReceipt> signed() {
        return signed;
    }

    /// Those of which the client or the provider was told that they are safe.
    Map<Hash, SignedReceipt> acknowledged() {
        return acknowledged;
    }

    void acknowledge(List<SignedReceipt> receipts) {
        receipts.forEach(receipt -> acknowledged.put(receipt.receipt().hash(), receipt));
    }

    /// What a receipt of this ticket counts.
    long units(SignedReceipt receipt) {
        return terms.profile().meter().total(receipt.receipt());
    }
}
