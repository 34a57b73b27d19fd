// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.rpc.sample.SampleChain;
import org.tributary.rpc.v1.BillPiece;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ExportBillRequest;
import org.tributary.rpc.v1.GetOpeningRequest;
import org.tributary.rpc.v1.GetOrderRequest;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.GetStatusRequest;
import org.tributary.rpc.v1.GetSupplyRequest;
import org.tributary.rpc.v1.GetTicketRequest;
import org.tributary.rpc.v1.GetTotalsRequest;
import org.tributary.rpc.v1.GetWindowRequest;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.NodeGrpc;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.StatementsGrpc;
import org.tributary.rpc.v1.TicketsGrpc;

/// The services with one question and one answer, and the streams of answers.
final class ServicesTest {
    private final RunningGrpc node = RunningGrpc.idle();
    private final SampleChain.Session session = node.chain.sessions().getFirst();

    @AfterEach
    void stop() {
        node.close();
    }

    private static void fails(Status.Code code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failed -> assertThat(failed.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static ByteString bytes(Hash hash) {
        return Requests.bytes(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ingest", "Tickets", "Exposure", "Statements", "Proofs", "Node"})
    void everyServiceIsServing(String service) {
        var health = HealthGrpc.newBlockingStub(node.channel)
                .check(HealthCheckRequest.newBuilder()
                        .setService("tributary.v1." + service)
                        .build());
        assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void reflectionListsEveryService() {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var ask = ServerReflectionGrpc.newStub(node.channel).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(answer.orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .getListServicesResponse()
                        .getServiceList())
                .extracting(service -> service.getName())
                .contains(
                        "tributary.v1.Ingest",
                        "tributary.v1.Tickets",
                        "tributary.v1.Statements",
                        "tributary.v1.Proofs",
                        "tributary.v1.Node",
                        "grpc.health.v1.Health");
        ask.onCompleted();
    }

    @Test
    void aBusyPortIsNamed() {
        int port = node.server.port();
        assertThatThrownBy(() -> {
                    try (var second =
                            GrpcServer.start(new GrpcSettings("127.0.0.1", port, GrpcLimits.DEFAULTS), node.ports)) {
                        throw new AssertionError("listens on " + second.port());
                    }
                })
                .isInstanceOf(GrpcServer.CannotListen.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("in use");
    }

    @Test
    void statusAndSupplyAreTheNodesOwn() {
        var stub = NodeGrpc.newBlockingStub(node.channel);
        var status = stub.getStatus(GetStatusRequest.getDefaultInstance());
        assertThat(status.getVersion()).isEqualTo("0.1.0-test");
        assertThat(status.getPeers()).isEqualTo(3);
        assertThat(status.getGenesisHash().size()).isEqualTo(32);
        assertThat(status.getChains(1).getChain()).isEqualTo("cdn");
        assertThat(status.getChains(1).getBucket()).isEqualTo(33);
        var supply = stub.getSupply(GetSupplyRequest.getDefaultInstance());
        assertThat(supply.getBalances()).isEqualTo("600");
        assertThat(supply.getGenesisSupply()).isEqualTo("1000");
        assertThat(supply.getConserved()).isTrue();
    }

    @Test
    void aTicketIsOpenedAndShown() {
        var stub = TicketsGrpc.newBlockingStub(node.channel);
        var opened = stub.open(OpenTicketRequest.newBuilder()
                .setChain("cdn")
                .setOpening(Requests.bytes(session.opening().encode()))
                .build());
        assertThat(opened.getOpenedAt()).isEqualTo(77);
        assertThat(opened.getTicketHash()).isEqualTo(bytes(session.ticket()));
        var ticket = stub.getTicket(GetTicketRequest.newBuilder()
                .setChain("cdn")
                .setTicketHash(bytes(session.ticket()))
                .build());
        assertThat(Opening.decode(Requests.bytes(ticket.getOpening())).orBroken("opening"))
                .isEqualTo(session.opening());
        assertThat(ticket.getBilledUnits()).isEqualTo(42);
    }

    @Test
    void anOpeningIsRefusedWithItsReasonAndAMalformedOneToo() {
        TicketOffice office =
                (_, _) -> CompletableFuture.completedFuture(new OpeningAnswer.Refused(Rejection.POOL_COVER_EXCEEDED));
        try (var strict = new RunningGrpc((_, _) -> new CompletableFuture<>(), GrpcLimits.DEFAULTS, office)) {
            var stub = TicketsGrpc.newBlockingStub(strict.channel);
            var request = OpenTicketRequest.newBuilder().setChain("cdn");
            assertThat(stub.open(request.setOpening(
                                            Requests.bytes(session.opening().encode()))
                                    .build())
                            .getRefusal()
                            .getCode())
                    .isEqualTo("POOL_COVER_EXCEEDED");
            assertThat(stub.open(request.setOpening(ByteString.copyFromUtf8("no"))
                                    .build())
                            .getRefusal()
                            .getCode())
                    .isEqualTo("MALFORMED");
        }
    }

    @Test
    void anOpeningThatIsNotCommittedInTimeSaysWhatToDo() {
        var limits = new GrpcLimits(1 << 20, 8, 1 << 20, 16, Duration.ofMillis(50), Duration.ofSeconds(5));
        try (var slow =
                new RunningGrpc((_, _) -> new CompletableFuture<>(), limits, (_, _) -> new CompletableFuture<>())) {
            var request = OpenTicketRequest.newBuilder()
                    .setChain("cdn")
                    .setOpening(Requests.bytes(session.opening().encode()))
                    .build();
            fails(
                    Status.Code.DEADLINE_EXCEEDED,
                    "ask GetTicket",
                    () -> TicketsGrpc.newBlockingStub(slow.channel).open(request));
        }
    }

    @Test
    void wrongRequestsSayWhatToChange() {
        var tickets = TicketsGrpc.newBlockingStub(node.channel);
        var ticket = GetTicketRequest.newBuilder().setChain("cdn");
        fails(
                Status.Code.INVALID_ARGUMENT,
                "ticket_hash: want 32 bytes, not 0",
                () -> tickets.getTicket(ticket.build()));
        fails(
                Status.Code.NOT_FOUND,
                "is open on cdn",
                () -> tickets.getTicket(ticket.setTicketHash(bytes(Hash.ZERO)).build()));
        fails(
                Status.Code.NOT_FOUND,
                "this node has cdn",
                () -> tickets.getTicket(ticket.setChain("x").build()));
        var statements = StatementsGrpc.newBlockingStub(node.channel);
        fails(
                Status.Code.NOT_FOUND,
                "no window 3",
                () -> statements.getWindow(GetWindowRequest.newBuilder()
                        .setChain("cdn")
                        .setWindow(3)
                        .build()));
        fails(
                Status.Code.INVALID_ARGUMENT,
                "provider: want 20 bytes",
                () -> statements
                        .listRows(ListRowsRequest.newBuilder()
                                .setChain("cdn")
                                .setProvider(ByteString.copyFromUtf8("me"))
                                .build())
                        .next());
    }

    @Test
    void totalsAreTheSumOfTheWindowsRows() {
        var stub = StatementsGrpc.newBlockingStub(node.channel);
        var totals =
                stub.getTotals(GetTotalsRequest.newBuilder().setChain("cdn").build());
        assertThat(totals.getWindows()).isEqualTo(3);
        assertThat(totals.getRows()).isEqualTo(6);
        assertThat(totals.getReceipts()).isEqualTo(15);
        assertThat(totals.getUnits()).isEqualTo(15 * SampleChain.STEP);
        assertThat(totals.getBilled()).isEqualTo("150000000000000000");
        assertThat(totals.getSessions()).isEqualTo(2);
        assertThat(totals.getRejectionsMap()).containsEntry("REPLAYED", 6L).containsEntry("BAD_SIGNATURE", 3L);
        var rows = new ArrayList<BillRow>();
        stub.listRows(ListRowsRequest.newBuilder().setChain("cdn").build()).forEachRemaining(rows::add);
        assertThat(rows).hasSize(6);
        assertThat(rows.stream().mapToLong(row -> row.getUnits()).sum()).isEqualTo(totals.getUnits());
        var window = stub.getWindow(
                GetWindowRequest.newBuilder().setChain("cdn").setWindow(1).build());
        assertThat(window.getRowsList()).isEqualTo(rows.subList(2, 4));
        assertThat(window.getHeight()).isEqualTo(14);
    }

    @Test
    void rowsOfOneProviderAreOnlyItsOwn() {
        var provider = session.provider().address();
        var rows = StatementsGrpc.newBlockingStub(node.channel)
                .listRows(ListRowsRequest.newBuilder()
                        .setChain("cdn")
                        .setPool(bytes(SampleChain.POOL))
                        .setProvider(Requests.bytes(provider))
                        .build());
        int count = 0;
        while (rows.hasNext()) {
            assertThat(rows.next().getProvider()).isEqualTo(Requests.bytes(provider));
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void everyReceiptIsProvableWithAndWithoutItsWindow() {
        var stub = ProofsGrpc.newBlockingStub(node.channel);
        for (long window = 0; window < 3; window++) {
            for (var receipt : node.chain.receipts(window)) {
                var request = GetProofRequest.newBuilder()
                        .setChain("cdn")
                        .setReceiptHash(bytes(receipt.receipt().hash()));
                var proof = stub.getProof(request.build());
                assertThat(proof)
                        .isEqualTo(stub.getProof(request.setWindow(window).build()));
                assertThat(proof.getWindow()).isEqualTo(window);
                assertThat(SignedReceipt.decode(Requests.bytes(proof.getReceipt()))
                                .orBroken("receipt"))
                        .isEqualTo(receipt);
                var inclusion = InclusionProof.decode(Requests.bytes(proof.getInclusion()))
                        .orBroken("proof");
                assertThat(inclusion.leaf().receipt())
                        .isEqualTo(receipt.receipt().hash());
                assertThat(inclusion.verify(Hash.of(Requests.bytes(proof.getWindowRoot()))))
                        .isEqualTo(Verdict.accept());
            }
        }
        var unknown = GetProofRequest.newBuilder().setChain("cdn").setReceiptHash(bytes(Hash.ZERO));
        fails(Status.Code.NOT_FOUND, "was counted in", () -> stub.getProof(unknown.build()));
    }

    @Test
    void aTicketsOpeningAndABatchsOrderAreHandedOut() {
        var stub = ProofsGrpc.newBlockingStub(node.channel);
        for (var session : node.chain.sessions()) {
            var opening = stub.getOpening(GetOpeningRequest.newBuilder()
                    .setChain("cdn")
                    .setTicketHash(bytes(session.ticket()))
                    .build());
            assertThat(Requests.bytes(opening.getOpening()))
                    .isEqualTo(session.opening().encode());
        }
        var batch = Keccak.hash(Bytes.of(5));
        var order = GetOrderRequest.newBuilder().setChain("cdn").setBatchHash(bytes(batch));
        assertThat(stub.getOrder(order.build()).getOrder()).isEqualTo(bytes(batch));
        fails(
                Status.Code.NOT_FOUND,
                "no block that ordered",
                () -> stub.getOrder(order.setBatchHash(bytes(Hash.ZERO)).build()));
        var unknown = GetOpeningRequest.newBuilder().setChain("cdn").setTicketHash(bytes(Hash.ZERO));
        fails(Status.Code.NOT_FOUND, "was ever opened", () -> stub.getOpening(unknown.build()));
    }

    @Test
    void aBillComesInPiecesAsFastAsItIsRead() {
        var pieces = ProofsGrpc.newBlockingStub(node.channel)
                .exportBill(ExportBillRequest.newBuilder().setChain("cdn").build());
        int count = 0;
        while (pieces.hasNext()) {
            BillPiece piece = pieces.next();
            assertThat(node.handedOver.get()).as("pieces ahead of the reader").isLessThanOrEqualTo(count + 8);
            assertThat(piece.getContent().size()).isEqualTo(RunningGrpc.PIECE_SIZE);
            assertThat(piece.getContent().byteAt(0)).isEqualTo((byte) count);
            count++;
        }
        assertThat(count).isEqualTo(RunningGrpc.PIECES);
    }
}
