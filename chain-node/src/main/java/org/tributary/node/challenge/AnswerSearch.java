// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.contract.Answers;
import org.tributary.ledger.contract.OpenDemand;
import org.tributary.node.edge.network.Nodes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.rpc.v1.GetOpeningRequest;
import org.tributary.rpc.v1.GetOrderRequest;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.ProofsGrpc;

/// Looks for what a demand asks for: in one's own book, then at one node after the other. Nothing is taken that main
/// would not take.
public final class AnswerSearch {
    private static final long TIMEOUT_SECONDS = 20;

    private final Answers answers;
    private final DemandReader demands;
    private final Nodes nodes;
    private final Held held;

    public AnswerSearch(ChainSpec spec, DemandReader demands, Nodes nodes, Held held) {
        this.answers = new Answers(spec);
        this.demands = demands;
        this.nodes = nodes;
        this.held = held;
    }

    /// What whoever answers has of his own.
    ///
    /// @param receipts by hash
    /// @param openings by ticket
    public record Held(Function<Hash, Optional<SignedReceipt>> receipts, Function<Hash, Optional<Opening>> openings) {
        static final Held NOTHING = new Held(_ -> Optional.empty(), _ -> Optional.empty());
    }

    /// What came of it.
    public sealed interface Found {
        record Proof(Bytes bytes) implements Found {}

        /// @param why of each node
        record Nothing(String why) implements Found {}
    }

    public Found search(OpenDemand demand) {
        var owner = demand.pool().equals(Hash.ZERO) ? Address.ZERO : demands.owner(demand.pool());
        var reasons = new ArrayList<String>();
        for (int node = 0; node < nodes.size(); node++) {
            var stub = stub(nodes.channel(node));
            try {
                var proof = proof(demand, stub);
                if (answers.fits(demand, owner, proof)) {
                    return new Found.Proof(proof);
                }
                reasons.add("what node " + (node + 1) + " has is not what was demanded");
            } catch (StatusRuntimeException refused) {
                reasons.add("node " + (node + 1) + ": " + refused.getMessage());
            } catch (IllegalArgumentException unreadable) {
                reasons.add("node " + (node + 1) + " answers something else: " + unreadable.getMessage());
            }
        }
        return new Found.Nothing(String.join("; ", List.copyOf(reasons)));
    }

    private Bytes proof(OpenDemand demand, ProofsGrpc.ProofsBlockingStub stub) {
        return switch (demand.kind()) {
            case OPENING -> opening(demand, stub).encode();
            case RECEIPT -> Answers.receipt(opening(demand, stub).ticket().ticket(), receipt(demand, stub));
            case ORDER ->
                bytes(stub.getOrder(GetOrderRequest.newBuilder()
                                .setChain(demand.chain().text())
                                .setBatchHash(bytes(demand.subject()))
                                .build())
                        .getOrder());
        };
    }

    private Opening opening(OpenDemand demand, ProofsGrpc.ProofsBlockingStub stub) {
        return held.openings()
                .apply(demand.subject())
                .orElseGet(() -> read(
                        "opening",
                        stub.getOpening(GetOpeningRequest.newBuilder()
                                        .setChain(demand.chain().text())
                                        .setTicketHash(bytes(demand.subject()))
                                        .build())
                                .getOpening(),
                        Opening::decode));
    }

    private SignedReceipt receipt(OpenDemand demand, ProofsGrpc.ProofsBlockingStub stub) {
        return held.receipts()
                .apply(demand.receipt())
                .orElseGet(() -> read(
                        "receipt",
                        stub.getProof(GetProofRequest.newBuilder()
                                        .setChain(demand.chain().text())
                                        .setReceiptHash(bytes(demand.receipt()))
                                        .setWindow(demand.at())
                                        .build())
                                .getReceipt(),
                        SignedReceipt::decode));
    }

    private static <T> T read(String what, ByteString content, Function<Bytes, Decoded<T>> decoder) {
        return switch (decoder.apply(bytes(content))) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Malformed<T>(var reason) -> throw new IllegalArgumentException(what + ": " + reason);
        };
    }

    private static ProofsGrpc.ProofsBlockingStub stub(Channel channel) {
        return ProofsGrpc.newBlockingStub(channel).withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static ByteString bytes(Hash hash) {
        return ByteString.copyFrom(hash.bytes().toArrayUnsafe());
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }
}
