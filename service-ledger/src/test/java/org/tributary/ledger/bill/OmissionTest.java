// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.ledger.bill.BilledNetwork.CDN;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;

/// A certified batch cannot be left out for long. Protocol §7.3.
class OmissionTest {
    private final BilledNetwork network = new BilledNetwork();
    private final QueuedReceipts waiting = new QueuedReceipts();
    private final MemoryStore store = new MemoryStore();
    private final Ledger backup = new Ledger(
            network.validators.spec,
            CDN,
            store,
            new ServiceProgram(network.validators.spec, CDN, store, network.main, waiting),
            Optional.of(network.main));
    private final SignedBatch batch = network.batch();
    private final BatchCertificate certificate = network.certificate(batch);

    @BeforeEach
    void catchUp() {
        for (long height = 1; height <= network.service.height().number(); height++) {
            var blocks = network.service.blocks();
            var at = new Height(height);
            var block = Block.decode(
                            network.validators.network(),
                            blocks.encodedBlock(at).orElseThrow())
                    .orBroken("a block");
            backup.commit(block, blocks.certificate(at).orElseThrow());
        }
    }

    @Test
    void aProposalThatLeavesOutAnOverdueBatchFindsNoSupport() {
        waiting.waited(certificate, network.verified(batch));
        var block = build();

        assertThat(backup.check(block, View.ZERO, Optional.of(network.nowMillis())))
                .isEqualTo(Verdict.reject("batch " + batch.hash() + " has waited for 10 blocks and is left out"));
    }

    @Test
    void whatAQuorumMayHaveTakenIsExecutedAllTheSame() {
        waiting.waited(certificate, network.verified(batch));

        assertThat(backup.check(build(), View.ZERO, Optional.empty()).accepted())
                .isTrue();
    }

    @Test
    void aProposalWithTheBatchIsSupported() {
        waiting.waited(certificate, network.verified(batch));
        network.receipts.add(certificate, network.verified(batch));

        assertThat(backup.check(build(), View.ZERO, Optional.of(network.nowMillis()))
                        .accepted())
                .isTrue();
    }

    @Test
    void whatNoBlockMayOrderIsNotMissed() {
        var forged = BatchCertificate.of(batch.batch(), certificate.acks().subList(0, 2));
        waiting.waited(forged, network.verified(batch));

        assertThat(backup.check(build(), View.ZERO, Optional.of(network.nowMillis()))
                        .accepted())
                .isTrue();
    }

    private Block build() {
        var built = network.service.build(View.ZERO, network.nowMillis(), network.validators.proposer(0));
        return Block.decode(network.validators.network(), built.encoded()).orBroken("a block");
    }
}
