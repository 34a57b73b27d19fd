// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.LineProofs;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.ReceiptProof;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LineHead;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.LineReceipt;
import org.tributary.rpc.v1.LineReceipts;

/// From one bill line down to its receipts, so that whoever has the genesis file can check all of it.
record LineExplanation(MeteredChain chain, LineEvidence evidence, ExplainLineRequest request) {
    /// Receipts with their proofs: about 12 MiB in all.
    private static final int MOST_RECEIPTS = 10_000;

    /// Below a mebibyte each.
    private static final int RECEIPTS_PER_PART = 500;

    void give(Consumer<LinePart> sink) {
        long first = request.getFirstReceipt();
        int count = request.getReceipts();
        if (first < 0 || count < 0 || count > MOST_RECEIPTS) {
            throw Statuses.invalid("receipts: want at most " + MOST_RECEIPTS + ", from 0 … 2^63 − 1 on");
        }
        long number = Requests.window(request.getWindow());
        var window = chain.view()
                .window(number)
                .orElseThrow(() ->
                        Statuses.notFound("no window " + number + ": it is not closed yet, or nothing was in it"));
        var line = line(window);
        sink.accept(LinePart.newBuilder().setHead(head(window, line)).build());
        if (line.row().isEmpty()) {
            return;
        }
        var proofs = new LineProofs(chain.view(), window, line);
        var openings = new TreeSet<Hash>();
        for (int done = 0; done < count; done += RECEIPTS_PER_PART) {
            var part = receipts(proofs, first + done, Math.min(RECEIPTS_PER_PART, count - done));
            if (part.isEmpty()) {
                return;
            }
            sink.accept(
                    LinePart.newBuilder().setReceipts(message(part, openings)).build());
        }
    }

    private BillLine line(WindowRecord window) {
        var lines = BillLine.of(window).stream().filter(this::isMeant).toList();
        if (lines.isEmpty()) {
            throw Statuses.notFound("window " + window.number() + " has no such line");
        }
        if (lines.size() > 1) {
            throw Statuses.invalid(lines.size() + " lines of window " + window.number()
                    + " are meant: name pool, provider and profile");
        }
        return lines.getFirst();
    }

    private boolean isMeant(BillLine line) {
        var key = line.key();
        return (request.getPool().isEmpty()
                        || Requests.hash("pool", request.getPool()).equals(key.pool()))
                && (request.getProvider().isEmpty()
                        || Requests.address("provider", request.getProvider()).equals(key.provider()))
                && (request.getProfile().isEmpty()
                        || Requests.hash("profile", request.getProfile()).equals(key.profile()));
    }

    private LineHead head(WindowRecord window, BillLine line) {
        var head = LineHead.newBuilder()
                .setLine(BillRows.message(chain, line))
                .setWindow(Requests.bytes(evidence.window(chain.view().chain(), window)));
        evidence.pool(chain.view().chain(), line.key().pool()).ifPresent(pool -> head.setPool(Requests.bytes(pool)));
        chain.prices().of(line).ifPresent(profile -> head.setProfile(Requests.bytes(Rlp.list(profile::write))));
        return head.build();
    }

    private static List<ReceiptProof> receipts(LineProofs proofs, long first, int count) {
        return proofs.receipts(first, count)
                .orElseThrow(() -> Statuses.notFound("this node does not hold the line's receipts any more"));
    }

    /// @param sent tickets whose openings are on their way already
    private LineReceipts message(List<ReceiptProof> part, TreeSet<Hash> sent) {
        var message = LineReceipts.newBuilder();
        for (var proof : part) {
            var ticket = proof.receipt().receipt().ticket();
            if (sent.add(ticket)) {
                message.addOpenings(chain.view()
                        .opening(ticket)
                        .map(opening -> Requests.bytes(opening.encode()))
                        .orElse(ByteString.EMPTY));
            }
            message.addReceipts(LineReceipt.newBuilder()
                    .setReceipt(Requests.bytes(proof.receipt().encode()))
                    .setInclusion(Requests.bytes(proof.inclusion().encode())));
        }
        return message.build();
    }
}
