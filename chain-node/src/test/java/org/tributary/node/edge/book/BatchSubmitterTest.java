// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.node.client.Issued;
import org.tributary.node.edge.network.Nodes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.BatchCertificate;
import org.tributary.rpc.v1.EntryRejection;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ReceiptBatch;
import org.tributary.rpc.v1.Refusal;

/// The submitter against nodes on real sockets that answer as told.
class BatchSubmitterTest {
    private final Issued issued = new Issued();

    @TempDir
    private Path folder = Path.of("");

    private final CopyOnWriteArrayList<AutoCloseable> open = new CopyOnWriteArrayList<>();

    private interface Reply {
        void to(SignedBatch batch, StreamObserver<BatchAnswer> provider);
    }

    /// A node's ingest.
    private final class TestNode extends IngestGrpc.IngestImplBase {
        private final List<SignedBatch> received = new CopyOnWriteArrayList<>();
        private final Reply reply;
        private final Server server;
        private final int port;

        TestNode(Reply reply) throws IOException {
            this.reply = reply;
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
            this.port = server.getPort();
            open.add(server::shutdownNow);
        }

        @Override
        public StreamObserver<ReceiptBatch> submit(StreamObserver<BatchAnswer> provider) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ReceiptBatch message) {
                    var batch = SignedBatch.decode(Bytes.wrap(message.getBatch().toByteArray()))
                            .orBroken("a batch");
                    received.add(batch);
                    reply.to(batch, provider);
                }

                @Override
                public void onError(Throwable failure) {
                    provider.onCompleted();
                }

                @Override
                public void onCompleted() {
                    provider.onCompleted();
                }
            };
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @Test
    void collectsReceiptsIntoOneBatchWithRisingSequences() throws IOException {
        var node = new TestNode(BatchSubmitterTest::certify);
        var submitter = submitter(node);
        assertThat(submitter.take(List.of(receipt(1), receipt(2)))).isTrue();
        submitter.flush();
        await().until(submitter::isDone);
        submitter.take(List.of(receipt(3)));
        submitter.flush();
        await().until(submitter::isDone);
        assertThat(node.received).extracting(batch -> batch.batch().sequence()).containsExactly(1L, 2L);
        assertThat(node.received.getFirst().receipts()).containsExactly(receipt(1), receipt(2));
        assertThat(node.received).allMatch(batch -> batch.isSignedByProvider(Issued.DOMAIN));
        assertThat(submitter.log().certifiedReceipts()).isEqualTo(3);
    }

    @Test
    void goesToTheNextNodeWithAllThatHasNoCertificate() throws IOException {
        var failing = new TestNode((_, provider) -> provider.onError(Status.UNAVAILABLE.asRuntimeException()));
        var node = new TestNode(BatchSubmitterTest::certify);
        var submitter = submitter(failing, node);
        submitter.take(List.of(receipt(1)));
        await().until(() -> {
            submitter.flush();
            return submitter.isDone();
        });
        assertThat(node.received).containsExactlyElementsOf(failing.received);
        assertThat(submitter.log().certifiedReceipts()).isEqualTo(1);
    }

    @Test
    void aNodeThatIsDownIsPassedOver() throws IOException {
        var dead = new TestNode(BatchSubmitterTest::certify);
        dead.server.shutdownNow();
        var node = new TestNode(BatchSubmitterTest::certify);
        var submitter = submitter(dead, node);
        submitter.take(List.of(receipt(1)));
        await().until(() -> {
            submitter.flush();
            return submitter.isDone();
        });
        assertThat(node.received).hasSize(1);
    }

    @Test
    void keepsTheReasonsOfRefusals() throws IOException {
        var node = new TestNode((batch, provider) -> provider.onNext(answer(batch)
                .setRefusal(Refusal.newBuilder().setCode("NO_VALID_ENTRY").setMessage("see the entries"))
                .build()));
        var submitter = submitter(node);
        submitter.take(List.of(receipt(1)));
        submitter.flush();
        await().until(submitter::isDone);
        assertThat(submitter.log().refusedReceipts()).isEqualTo(1);
        assertThat(submitter.log().certifiedReceipts()).isZero();
        assertThat(submitter.log().reasons()).containsExactly("1 receipts: NO_VALID_ENTRY, see the entries");
    }

    @Test
    void aBatchThatIsOrderedAlreadyCountsAsCertified() throws IOException {
        var node = new TestNode((batch, provider) -> provider.onNext(answer(batch)
                .setRefusal(Refusal.newBuilder().setCode("BATCH_ALREADY_ORDERED"))
                .build()));
        var submitter = submitter(node);
        submitter.take(List.of(receipt(1)));
        submitter.flush();
        await().until(submitter::isDone);
        assertThat(submitter.log().certifiedReceipts()).isEqualTo(1);
    }

    @Test
    void aBatchThatIsTooLargeIsSplitAndNotRefused() throws IOException {
        var node = new TestNode((batch, provider) -> {
            if (batch.receipts().size() > 1) {
                provider.onNext(answer(batch)
                        .setRefusal(Refusal.newBuilder().setCode("BATCH_TOO_LARGE"))
                        .build());
            } else {
                certify(batch, provider);
            }
        });
        var submitter = submitter(node);
        submitter.take(List.of(receipt(1), receipt(2), receipt(3)));
        submitter.flush();
        await().until(submitter::isDone);
        assertThat(submitter.log().certifiedReceipts()).isEqualTo(3);
        assertThat(submitter.log().refusedReceipts()).isZero();
    }

    @Test
    void whatHadNoAnswerIsTheSameBatchAfterARestart() throws Exception {
        var silent = new TestNode((batch, provider) -> {});
        var first = submitter(silent);
        first.take(List.of(receipt(1), receipt(2)));
        first.flush();
        await().until(() -> !silent.received.isEmpty());
        for (int i = 0; i < 3; i++) {
            open.removeFirst().close();
        }
        var node = new TestNode(BatchSubmitterTest::certify);
        var second = submitter(node);
        assertThat(second.isDone()).isFalse();
        second.flush();
        await().until(second::isDone);
        assertThat(node.received).containsExactlyElementsOf(silent.received);
    }

    @Test
    void aNodeThatDoesNotKnowTheTicketYetIsAskedAgain() throws IOException {
        var asked = new AtomicInteger();
        var node = new TestNode((batch, provider) -> {
            if (asked.getAndIncrement() == 0) {
                var entry = EntryRejection.newBuilder().setCode("UNKNOWN_TICKET");
                provider.onNext(answer(batch)
                        .setRefusal(
                                Refusal.newBuilder().setCode("NO_VALID_ENTRY").addEntries(entry))
                        .build());
            } else {
                certify(batch, provider);
            }
        });
        var submitter = submitter(node);
        submitter.take(List.of(receipt(1)));
        await().until(() -> {
            submitter.flush();
            return submitter.isDone();
        });
        assertThat(submitter.log().certifiedReceipts()).isEqualTo(1);
    }

    private static void certify(SignedBatch batch, StreamObserver<BatchAnswer> provider) {
        provider.onNext(answer(batch)
                .setCertificate(BatchCertificate.newBuilder()
                        .setAccepted(batch.receipts().size()))
                .build());
    }

    private static BatchAnswer.Builder answer(SignedBatch batch) {
        return BatchAnswer.newBuilder()
                .setBatchHash(ByteString.copyFrom(batch.hash().bytes().toArrayUnsafe()));
    }

    private BatchSubmitter submitter(TestNode... of) {
        return submitter(1_000, of);
    }

    private BatchSubmitter submitter(int most, TestNode... of) {
        var nodes = new Nodes(
                Arrays.stream(of).map(node -> "127.0.0.1:" + node.port).toList());
        var book = ReceiptBook.open(folder.resolve("journal"));
        var route = new BatchSubmitter.Route(nodes, Issued.CDN, Issued.DOMAIN, issued.provider, most);
        var submitter = new BatchSubmitter(route, book, 0);
        open.addFirst(book);
        open.addFirst(nodes);
        open.addFirst(submitter);
        return submitter;
    }

    private SignedReceipt receipt(long down) {
        var receipt = new UsageReceipt(Hash.ZERO, new Bucket(down), down, 0, 0, true, Hash.ZERO);
        return SignedReceipt.sign(receipt, Issued.DOMAIN, issued.client);
    }
}
