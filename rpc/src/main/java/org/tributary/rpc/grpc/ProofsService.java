// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import org.tributary.primitives.Hash;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.ReceiptProof;
import org.tributary.rpc.statement.ReceiptProofs;
import org.tributary.rpc.v1.BatchOrder;
import org.tributary.rpc.v1.BillPiece;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.ExportBillRequest;
import org.tributary.rpc.v1.GetOpeningRequest;
import org.tributary.rpc.v1.GetOrderRequest;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.Proof;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.TicketOpening;

/// Hands out what a bill is checked with.
final class ProofsService extends ProofsGrpc.ProofsImplBase {
    /// Each holds the receipts of a line, which may be a window's.
    private static final int MOST_EXPLANATIONS = 8;

    private final Semaphore explanations = new Semaphore(MOST_EXPLANATIONS);
    private final MeteredChains chains;
    private final BillExport bills;
    private final LineEvidence evidence;
    private final OrderEvidence orders;
    private final PacedStreams streams;

    ProofsService(MeteredChains chains, GrpcPorts ports, PacedStreams streams) {
        this.chains = chains;
        this.bills = ports.bills();
        this.evidence = ports.evidence();
        this.orders = ports.orders();
        this.streams = streams;
    }

    @Override
    public void getProof(GetProofRequest request, StreamObserver<Proof> client) {
        Unary.answer(client, () -> proof(request));
    }

    private Proof proof(GetProofRequest request) {
        var proofs = Requests.chain(chains, request.getChain()).proofs();
        var receipt = Requests.hash("receipt_hash", request.getReceiptHash());
        var found =
                request.hasWindow() ? proofs.in(Requests.window(request.getWindow()), receipt) : proofs.find(receipt);
        return found.map(ProofsService::message).orElseThrow(() -> notFound(request, receipt));
    }

    private static RuntimeException notFound(GetProofRequest request, Hash receipt) {
        var where = request.hasWindow()
                ? "window " + request.getWindow()
                : "the newest " + ReceiptProofs.SEARCHED_WINDOWS + " windows; name an older one";
        return Statuses.notFound("no receipt " + receipt + " was counted in " + where);
    }

    private static Proof message(ReceiptProof found) {
        return Proof.newBuilder()
                .setWindow(found.window().number())
                .setInclusion(Requests.bytes(found.inclusion().encode()))
                .setReceipt(Requests.bytes(found.receipt().encode()))
                .setWindowRoot(Requests.bytes(found.window().proof().windowRoot()))
                .build();
    }

    @Override
    public void explainLine(ExplainLineRequest request, StreamObserver<LinePart> client) {
        streams.answer(client, sink -> {
            var chain = Requests.chain(chains, request.getChain());
            if (!explanations.tryAcquire()) {
                throw Statuses.overloaded("this node explains " + MOST_EXPLANATIONS + " lines at once; ask again");
            }
            try {
                new LineExplanation(chain, evidence, request).give(sink);
            } finally {
                explanations.release();
            }
        });
    }

    @Override
    public void getOpening(GetOpeningRequest request, StreamObserver<TicketOpening> client) {
        Unary.answer(client, () -> {
            var ticket = Requests.hash("ticket_hash", request.getTicketHash());
            return Requests.chain(chains, request.getChain())
                    .view()
                    .opening(ticket)
                    .map(opening -> TicketOpening.newBuilder()
                            .setOpening(Requests.bytes(opening.encode()))
                            .build())
                    .orElseThrow(() -> Statuses.notFound("no ticket " + ticket + " was ever opened here"));
        });
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<BatchOrder> client) {
        Unary.answer(client, () -> {
            var batch = Requests.hash("batch_hash", request.getBatchHash());
            var chain = Requests.chain(chains, request.getChain()).view().chain();
            return orders.of(chain, batch)
                    .map(order -> BatchOrder.newBuilder()
                            .setOrder(Requests.bytes(order))
                            .build())
                    .orElseThrow(() -> Statuses.notFound("this node has no block that ordered batch " + batch));
        });
    }

    @Override
    public void exportBill(ExportBillRequest request, StreamObserver<BillPiece> client) {
        streams.answer(client, sink -> {
            var chain = Requests.chain(chains, request.getChain()).view().chain();
            bills.write(
                    chain,
                    piece -> sink.accept(BillPiece.newBuilder()
                            .setContent(Requests.bytes(piece))
                            .build()));
        });
    }
}
