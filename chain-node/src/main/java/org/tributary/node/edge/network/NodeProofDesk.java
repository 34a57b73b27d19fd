// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.v1.GetProofRequest;
import org.tributary.rpc.v1.ProofsGrpc;

/// Asks nodes for the receipt's proof.
public record NodeProofDesk(Nodes nodes, ChainName chain) implements ProofDesk {
    private static final long TIMEOUT_SECONDS = 10;

    @Override
    public OptionalLong window(Hash receipt, OptionalLong expected) {
        var request = GetProofRequest.newBuilder()
                .setChain(chain.text())
                .setReceiptHash(ByteString.copyFrom(receipt.bytes().toArrayUnsafe()));
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
