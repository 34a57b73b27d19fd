// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.node.client.Issued;
import org.tributary.node.config.Endpoint;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.content.Folder;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.node.simulation.disk.Hazard;
import org.tributary.node.simulation.disk.Point;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// The whole edge, with no node to be reached.
class EdgeProgramTest {
    private static final String NOWHERE = "127.0.0.1:1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Issued issued = new Issued();
    private volatile boolean isFull;
    private final FileDisk disk = new FileDisk(new Hazard() {
        @Override
        public void at(Point point) throws IOException {
            if (isFull && point == Point.BEFORE_APPEND) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void reading() {}
    });

    @TempDir
    Path content = Path.of("");

    /// Else it would go on for ever as one that acknowledges nothing and hands in nothing.
    @Test
    void endsWhereItsDiskFailsAndGoesOnAfterAStart() throws Exception {
        var receipt = SignedReceipt.sign(
                new UsageReceipt(Hash.ZERO, new Bucket(7), 1_000, 0, 0, true, Hash.ZERO), Issued.DOMAIN, issued.client);
        try (var book = ReceiptBook.open(journal())) {
            book.take(List.of(receipt));
            book.sync();
        }
        isFull = true;
        assertThat(start().awaitFailure(PATIENCE)).isTrue();
        isFull = false;
        try (var again = start()) {
            assertThat(again.awaitFailure(MOMENT)).isFalse();
        }
        try (var book = ReceiptBook.open(journal())) {
            assertThat(book.unanswered())
                    .singleElement()
                    .extracting(ReceiptBook.Draft::receipts)
                    .isEqualTo(List.of(receipt));
        }
    }

    private Path journal() {
        return disk.path("edge/receipts.journal");
    }

    private EdgeProgram start() throws IOException {
        var terms = new EdgeTerms(
                issued.provider.address(),
                new MeteringRules(UsageKind.BYTES, Issued.BUCKET_MILLIS, 5, 2, 600, 2, 3_600, 1_000),
                RunningEdge.CREDIT,
                RunningEdge.CREDIT,
                MOMENT,
                Amount.ZERO,
                List.of());
        var anywhere = Endpoint.parse("127.0.0.1:0");
        var plan = new EdgePlan(
                new Edge.Network(Issued.NETWORK, Issued.CHAIN_ID, Issued.CDN),
                terms,
                issued.provider,
                new EdgePlan.Upstream(List.of(NOWHERE), List.of(URI.create("http://" + NOWHERE)), List.of(Issued.CDN)),
                disk.path("edge"),
                new EdgePlan.Doors(anywhere, anywhere));
        return EdgeProgram.start(plan, new Goods.Content(new Folder(content)));
    }
}
