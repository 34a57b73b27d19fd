// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// A client with its ticket: it signs for what it received.
record ClientSession(PrivateKey client, Opening opening, Domain domain) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Hash ticket() {
        return opening.ticket().ticket().hash();
    }

    /// Opens the ticket, as soon as the service chain knows of the pool's cover.
    ClientSession open(NodeClient node) {
        var answer = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> node.open(opening),
                        response -> !response.getRefusal().getCode().equals(Rejection.UNKNOWN_POOL.name()));
        assertThat(answer.getRefusal().getCode()).isEmpty();
        return this;
    }

    SignedReceipt receipt(Bucket bucket, long total) {
        return receipt(bucket, total, client);
    }

    /// Signed with `key`, which need not be the client's.
    SignedReceipt receipt(Bucket bucket, long total, PrivateKey key) {
        return SignedReceipt.sign(new UsageReceipt(ticket(), bucket, total, 0, 0, false, Hash.ZERO), domain, key);
    }
}
