// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.rpc.sample.SampleChain;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.ProofsGrpc;

/// From a bill line to its receipts. The first session's provider has three receipts in each window.
@Timeout(30)
final class ExplainLineTest {
    private final RunningGrpc node = RunningGrpc.idle();
    private final SampleChain.Session session = node.chain.sessions().getFirst();

    @AfterEach
    void stop() {
        node.close();
    }

    private ExplainLineRequest.Builder request(int receipts) {
        return ExplainLineRequest.newBuilder()
                .setChain("cdn")
                .setWindow(1)
                .setProvider(Requests.bytes(session.provider().address()))
                .setReceipts(receipts);
    }

    private List<LinePart> explain(ExplainLineRequest.Builder request) {
        var parts = new ArrayList<LinePart>();
        ProofsGrpc.newBlockingStub(node.channel).explainLine(request.build()).forEachRemaining(parts::add);
        return parts;
    }

    @Test
    void aLineComesWithItsWindowAndEachReceiptWithItsProofAndItsTicketOnce() {
        var parts = explain(request(100));
        assertThat(parts).hasSize(2);
        var head = parts.getFirst().getHead();
        assertThat(head.getLine().getReceipts()).isEqualTo(3);
        assertThat(head.getPool()).isEqualTo(head.getLine().getPool());
        assertThat(head.getLine().getRatings(0).getPeriod()).isEqualTo("1970-01");
        // What a node puts before it is its own; here it is the transaction alone.
        var proof = ProofOfBandwidth.decode(Requests.bytes(head.getWindow())).orBroken("a window");
        var receipts = parts.get(1).getReceipts();
        assertThat(receipts.getOpeningsList()).hasSize(1);
        assertThat(Opening.decode(Requests.bytes(receipts.getOpenings(0))).orBroken("an opening"))
                .isEqualTo(session.opening());
        assertThat(receipts.getReceiptsList()).hasSize(3);
        long units = 0;
        for (var receipt : receipts.getReceiptsList()) {
            var inclusion = InclusionProof.decode(Requests.bytes(receipt.getInclusion()))
                    .orBroken("a proof");
            var signed =
                    SignedReceipt.decode(Requests.bytes(receipt.getReceipt())).orBroken("a receipt");
            assertThat(inclusion.verify(proof.windowRoot()).accepted()).isTrue();
            assertThat(inclusion.leaf().receipt()).isEqualTo(signed.receipt().hash());
            units += inclusion.leaf().units();
        }
        assertThat(units).isEqualTo(head.getLine().getUnits());
    }

    @Test
    void partOfALineIsThatPart() {
        var parts = explain(request(1).setFirstReceipt(2));
        var inclusion = InclusionProof.decode(
                        Requests.bytes(parts.get(1).getReceipts().getReceipts(0).getInclusion()))
                .orBroken("a proof");
        assertThat(inclusion.path().index()).isEqualTo(2);
        assertThat(explain(request(9).setFirstReceipt(3))).hasSize(1);
    }

    @Test
    void whatIsNoLineIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> explain(request(1).setProvider(ByteString.EMPTY)))
                .hasMessageContaining("2 lines of window 1 are meant: name pool, provider and profile");
        assertThatThrownBy(() -> explain(request(1).setPool(ByteString.copyFrom(new byte[32]))))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> explain(request(1).setWindow(99))).hasMessageContaining("not closed yet");
        assertThatThrownBy(() -> explain(request(10_001))).hasMessageContaining("at most 10000");
    }
}
