// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.ledger.bill.BilledNetwork.CDN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;

/// Whatever single bit of a window changes: the block that closed it has no place for it, and a replica
/// that executes such a block finds another window. Origin: of fourteen systems examined none has
/// receipts in its validity rule; Helium's router alone said what a state channel came to
/// (helium/HIP#369).
class WindowMutationTest {
    /// Executing a block takes its time, and what differs is only a root: it shares no factor with a byte.
    private static final int STEP = 13;

    private static BilledNetwork network;
    private static WindowRecord window;
    private static Ledger replica;
    private static Block closing;

    @BeforeAll
    static void closeAWindow() {
        network = new BilledNetwork();
        network.serve(12);
        window = network.metering.window(network.metering.windows().getFirst()).orElseThrow();
        assertThat(window.proof().rows()).isNotEmpty();
        assertThat(window.proof().ratings()).isNotEmpty();
        assertThat(window.proof().rejections()).isNotEmpty();
        var spec = network.validators.spec;
        var store = new MemoryStore();
        replica = new Ledger(
                spec,
                CDN,
                store,
                new ServiceProgram(spec, CDN, store, network.main, network.batches()),
                Optional.of(network.main));
        closing = block(window.height());
    }

    private static Block block(Height height) {
        return Block.decode(
                        network.validators.network(),
                        network.service.blocks().encodedBlock(height).orElseThrow())
                .orBroken("a block");
    }

    /// All windows that differ from the true one in a bit and can be read.
    private static List<ProofOfBandwidth> forgeries() {
        var bytes = window.proof().encode();
        var forgeries = new ArrayList<ProofOfBandwidth>();
        for (int bit = 0; bit < bytes.size() * Byte.SIZE; bit++) {
            var mutated = bytes.toArray();
            mutated[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            if (ProofOfBandwidth.decode(Bytes.wrap(mutated)) instanceof Decoded.Value<ProofOfBandwidth>(var other)) {
                forgeries.add(other);
            }
        }
        return forgeries;
    }

    @Test
    void noChangedBitOfAWindowIsUnderTheCommittedHeader() {
        var root = closing.header().roots().transactions();
        assertThat(window.path().root(window.proof().hash())).isEqualTo(root);
        var forgeries = forgeries();
        assertThat(forgeries).hasSizeGreaterThan(1_000);
        for (var forgery : forgeries) {
            assertThat(window.path().root(forgery.hash())).isNotEqualTo(root);
        }
    }

    @Test
    void aReplicaThatExecutesTheBlockFindsAnotherWindow() {
        for (long height = 1; height < window.height().number(); height++) {
            var at = new Height(height);
            replica.commit(block(at), network.service.blocks().certificate(at).orElseThrow());
        }
        assertThat(replica.check(closing, View.ZERO, Optional.empty()).accepted())
                .isTrue();
        var forgeries = forgeries();
        for (int i = 0; i < forgeries.size(); i += STEP) {
            var forged = withTransactions(window.path().root(forgeries.get(i).hash()));
            assertThat(replica.check(forged, View.ZERO, Optional.empty()).accepted())
                    .isFalse();
        }
        assertThat(replica.check(closing, View.ZERO, Optional.empty()).accepted())
                .isTrue();
    }

    private static Block withTransactions(Hash root) {
        var h = closing.header();
        var roots = new Header.Roots(
                h.roots().state(), root, h.roots().receipts(), h.roots().units());
        var header = new Header(
                h.chain(),
                h.height(),
                h.parent(),
                h.main(),
                h.epoch(),
                h.view(),
                h.timestampMillis(),
                h.primary(),
                roots,
                h.outboxes(),
                h.cursors(),
                h.parentCertificate(),
                h.gasUsed(),
                h.reign(),
                h.anchorsRoot(),
                h.bodyHash());
        return new Block(header, closing.parentCertificate(), closing.body());
    }
}
