// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.GetTicketRequest;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.OpenTicketResponse;
import org.tributary.rpc.v1.TicketsGrpc;

/// Lodges openings at a node, over gRPC. A ticket that was lodged twice is open once.
public record NodeTicketDesk(Nodes nodes, ChainName chain) implements TicketDesk {
    private static final long TIMEOUT_SECONDS = 15;

    @Override
    public Lodged lodge(Opening opening) {
        try {
            if (isOpen(opening)) {
                return new Lodged.Open(opening.ticket().ticket().hash());
            }
            var answer = lodged(opening, open(opening));
            // Past the opening's time the chain says just that, also of a ticket that another node has opened since.
            return answer instanceof Lodged.Refused && isOpen(opening)
                    ? new Lodged.Open(opening.ticket().ticket().hash())
                    : answer;
        } catch (StatusRuntimeException failure) {
            return new Lodged.Refused(failure.getStatus().getCode().name(), String.valueOf(failure.getMessage()));
        }
    }

    private OpenTicketResponse open(Opening opening) {
        var request = OpenTicketRequest.newBuilder()
                .setChain(chain.text())
                .setOpening(ByteString.copyFrom(opening.encode().toArrayUnsafe()))
                .build();
        return nodes.ask(channel -> TicketsGrpc.newBlockingStub(channel)
                .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .open(request));
    }

    /// The ticket's hash binds capability and profile, and the chain has checked the signatures.
    private boolean isOpen(Opening opening) {
        var hash = opening.ticket().ticket().hash();
        var request = GetTicketRequest.newBuilder()
                .setChain(chain.text())
                .setTicketHash(ByteString.copyFrom(hash.bytes().toArrayUnsafe()))
                .build();
        try {
            var _ = nodes.ask(channel -> TicketsGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .getTicket(request));
            return true;
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Code.NOT_FOUND) {
                return false;
            }
            throw failure;
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
