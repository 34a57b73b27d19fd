// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.tributary.bandwidth.check.TicketLookup;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.primitives.typed.Domain;

/// Checks the same signatures again with nothing around them: digest, signature and key lie ready, and
/// the curve's library is all that runs. What the receipt path is compared with.
final class BareSignatures {
    private final Domain domain;
    private final CpuMeter meter = new CpuMeter();
    private final AtomicLong checked = new AtomicLong();

    BareSignatures(Domain domain) {
        this.domain = domain;
    }

    double seconds() {
        return meter.seconds();
    }

    long checked() {
        return checked.get();
    }

    void openings(List<Opening> openings) {
        var checks = new ArrayList<BooleanSupplier>();
        for (var opening : openings) {
            var capability = opening.capability();
            var digest = domain.digest(capability.capability().hash());
            checks.add(() -> capability.signature().signer(digest).isPresent());
            var ticket = opening.ticket();
            checks.add(verification(
                    domain.digest(ticket.ticket().hash()),
                    ticket.signature(),
                    capability.capability().gatewayKey()));
        }
        run(checks);
    }

    void batch(SignedBatch batch, TicketLookup tickets) {
        var checks = new ArrayList<BooleanSupplier>();
        var digest = domain.digest(batch.hash());
        checks.add(() -> batch.signature().signer(digest).isPresent());
        for (var entry : batch.receipts()) {
            var client = tickets.ticket(entry.receipt().ticket())
                    .orElseThrow()
                    .ticket()
                    .client();
            checks.add(verification(domain.digest(entry.receipt().hash()), entry.signature(), client));
        }
        run(checks);
    }

    void certificate(BatchCertificate certificate, Committee committee) {
        var checks = new ArrayList<BooleanSupplier>();
        for (var ack : certificate.acks()) {
            var digest = domain.digest(new BatchAck(certificate.hash(), ack.bucket()).hash());
            checks.add(verification(
                    digest, ack.signature(), committee.member(ack.seat()).consensusKey()));
        }
        run(checks);
    }

    private static BooleanSupplier verification(Hash digest, Signature signature, PublicKey key) {
        return () -> key.verifies(digest, signature);
    }

    private void run(List<BooleanSupplier> checks) {
        boolean valid = meter.measure(() -> {
            boolean all = true;
            for (var check : checks) {
                all &= check.getAsBoolean();
            }
            return all;
        });
        Invariant.check(valid, "a signature that we made verifies");
        checked.addAndGet(checks.size());
    }
}
