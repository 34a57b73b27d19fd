// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.edge.network.Nodes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.ProofsGrpc;

/// Asks the nodes what became of certified receipts: which window counted each, or that none did.
public final class ReceiptFollower {
    /// Of one look: a proof costs the node some work.
    private static final int MOST_AT_ONCE = 50;

    private static final long TIMEOUT_SECONDS = 10;

    private final Nodes nodes;
    private final ChainName chain;
    private final MeteringRules rules;
    private final ReceiptBook book;
    private long after = -1;

    public ReceiptFollower(Nodes nodes, ChainName chain, MeteringRules rules, ReceiptBook book) {
        this.nodes = nodes;
        this.chain = chain;
        this.rules = rules;
        this.book = book;
    }

    /// Asks for some of those whose window should be closed by now; goes on with the others next time.
    ///
    /// @throws StatusRuntimeException where no node answers
    public void look(Bucket now) {
        var some = book.certified(after, MOST_AT_ONCE);
        for (var entry : some.entrySet()) {
            after = entry.getKey();
            if (isDue(entry.getValue(), now)) {
                decide(entry.getKey(), entry.getValue(), now);
            }
        }
        if (some.size() < MOST_AT_ONCE) {
            after = -1;
        }
    }

    private boolean isDue(SignedReceipt signed, Bucket now) {
        var last = rules.lastBucket(rules.window(signed.receipt().bucket()));
        return now.number() - last.number() > rules.softAcceptanceBuckets();
    }

    private void decide(long number, SignedReceipt signed, Bucket now) {
        var receipt = signed.receipt();
        var window = window(signed, OptionalLong.of(rules.window(receipt.bucket())));
        if (window.isEmpty()) {
            window = window(signed, OptionalLong.empty());
        }
        if (window.isPresent()) {
            book.decided(number, new Fate.Counted(window.getAsLong()));
        } else if (now.isAfter(rules.acceptanceEnd(receipt.bucket()).plus(2 * rules.windowBuckets()))) {
            // Another receipt of the ticket says the same or more, or a cap left nothing of it.
            book.decided(number, new Fate.Rejected("ADDS_NOTHING"));
        }
    }

    private OptionalLong window(SignedReceipt signed, OptionalLong expected) {
        var request = GetProofRequest.newBuilder()
                .setChain(chain.text())
                .setReceiptHash(
                        ByteString.copyFrom(signed.receipt().hash().bytes().toArrayUnsafe()));
        expected.ifPresent(request::setWindow);
        try {
            return OptionalLong.of(nodes.ask(channel -> ProofsGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                            .getProof(request.build()))
                    .getWindow());
        } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Code.NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw failed;
        }
    }
}
