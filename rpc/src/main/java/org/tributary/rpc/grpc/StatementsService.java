// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.GetTotalsRequest;
import org.tributary.rpc.v1.GetWindowRequest;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.StatementsGrpc;
import org.tributary.rpc.v1.Totals;
import org.tributary.rpc.v1.Window;

/// Says what was metered and billed.
final class StatementsService extends StatementsGrpc.StatementsImplBase {
    private final MeteredChains chains;
    private final PacedStreams streams;

    StatementsService(MeteredChains chains, PacedStreams streams) {
        this.chains = chains;
        this.streams = streams;
    }

    @Override
    public void getTotals(GetTotalsRequest request, StreamObserver<Totals> client) {
        Unary.answer(client, () -> totals(Requests.chain(chains, request.getChain())));
    }

    private static Totals totals(MeteredChain chain) {
        var totals = chain.totals().totals();
        var message = Totals.newBuilder()
                .setWindows(totals.windows())
                .setRows(totals.rows())
                .setReceipts(totals.receipts())
                .setUnits(totals.units())
                .setBilled(totals.billed().toString())
                .setSessions(chain.view().openings());
        totals.rejections().forEach((reason, count) -> message.putRejections(reason.name(), count));
        return message.build();
    }

    @Override
    public void getWindow(GetWindowRequest request, StreamObserver<Window> client) {
        Unary.answer(client, () -> window(request));
    }

    private Window window(GetWindowRequest request) {
        var chain = Requests.chain(chains, request.getChain());
        long number = Requests.window(request.getWindow());
        return chain.view()
                .window(number)
                .map(window -> message(chain, window))
                .orElseThrow(() ->
                        Statuses.notFound("no window " + number + ": it is not closed yet, or nothing was in it"));
    }

    private static Window message(MeteredChain chain, WindowRecord window) {
        var proof = window.proof();
        var message = Window.newBuilder()
                .setWindow(window.number())
                .setFirstBucket(proof.first().number())
                .setLastBucket(proof.last().number())
                .setHeight(window.height().number())
                .setTransactionHash(Requests.bytes(proof.hash()));
        BillLine.of(window).forEach(line -> message.addRows(BillRows.message(chain, line)));
        proof.rejections()
                .forEach(count -> message.putRejections(count.rejection().name(), count.count()));
        return message.build();
    }

    @Override
    public void listRows(ListRowsRequest request, StreamObserver<BillRow> client) {
        streams.answer(client, sink -> listRows(request, sink));
    }

    private void listRows(ListRowsRequest request, Consumer<BillRow> sink) {
        var chain = Requests.chain(chains, request.getChain());
        var view = chain.view();
        var wanted = pool(request.getPool()).and(provider(request.getProvider()));
        for (long number : request.hasWindow() ? List.of(Requests.window(request.getWindow())) : view.windows()) {
            view.window(number).stream()
                    .flatMap(window -> BillLine.of(window).stream())
                    .filter(wanted)
                    .forEach(line -> sink.accept(BillRows.message(chain, line)));
        }
    }

    private static Predicate<BillLine> pool(ByteString bytes) {
        if (bytes.isEmpty()) {
            return _ -> true;
        }
        var pool = Requests.hash("pool", bytes);
        return line -> line.key().pool().equals(pool);
    }

    private static Predicate<BillLine> provider(ByteString bytes) {
        if (bytes.isEmpty()) {
            return _ -> true;
        }
        var provider = Requests.address("provider", bytes);
        return line -> line.key().provider().equals(provider);
    }
}
