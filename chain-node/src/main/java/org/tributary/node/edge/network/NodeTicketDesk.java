// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.OpenTicketResponse;
import org.tributary.rpc.v1.TicketsGrpc;

/// Lodges openings at a node, over gRPC. A ticket that was lodged twice is open once.
public record NodeTicketDesk(Nodes nodes, ChainName chain) implements TicketDesk {
    private static final long TIMEOUT_SECONDS = 15;

    @Override
    public Lodged lodge(Opening opening) {
        var request = OpenTicketRequest.newBuilder()
                .setChain(chain.text())
                .setOpening(ByteString.copyFrom(opening.encode().toArrayUnsafe()))
                .build();
        try {
            return lodged(
                    opening,
                    nodes.ask(channel -> TicketsGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                            .open(request)));
        } catch (StatusRuntimeException failure) {
            return new Lodged.Refused(failure.getStatus().getCode().name(), String.valueOf(failure.getMessage()));
        }
    }

    private static Lodged lodged(Opening opening, OpenTicketResponse response) {
        var refusal = response.getRefusal();
        if (response.hasRefusal() && !refusal.getCode().equals(Rejection.ALREADY_OPEN.name())) {
            return new Lodged.Refused(refusal.getCode(), refusal.getMessage());
        }
        return new Lodged.Open(opening.ticket().ticket().hash());
    }
}
