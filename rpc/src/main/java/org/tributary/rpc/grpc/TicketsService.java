// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.v1.GetTicketRequest;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.OpenTicketResponse;
import org.tributary.rpc.v1.Ticket;
import org.tributary.rpc.v1.TicketsGrpc;

/// Lodges tickets.
final class TicketsService extends TicketsGrpc.TicketsImplBase {
    private final MeteredChains chains;
    private final TicketOffice office;
    private final Duration patience;

    TicketsService(MeteredChains chains, TicketOffice office, Duration patience) {
        this.chains = chains;
        this.office = office;
        this.patience = patience;
    }

    @Override
    public void open(OpenTicketRequest request, StreamObserver<OpenTicketResponse> client) {
        Unary.answer(client, () -> open(request));
    }

    private OpenTicketResponse open(OpenTicketRequest request) {
        var chain = Requests.chain(chains, request.getChain()).view().chain();
        return switch (Opening.decode(Requests.bytes(request.getOpening()))) {
            case Decoded.Malformed<Opening>(var reason) ->
                OpenTicketResponse.newBuilder()
                        .setRefusal(Refusals.of(Rejection.MALFORMED, "opening: " + reason))
                        .build();
            case Decoded.Value<Opening>(var opening) -> open(chain, opening);
        };
    }

    private OpenTicketResponse open(ChainName chain, Opening opening) {
        var response = OpenTicketResponse.newBuilder()
                .setTicketHash(Requests.bytes(opening.ticket().ticket().hash()));
        return switch (await(chain, opening)) {
            case OpeningAnswer.Opened(var height) ->
                response.setOpenedAt(height.number()).build();
            case OpeningAnswer.Refused(var rejection) ->
                response.setRefusal(Refusals.of(rejection)).build();
            case OpeningAnswer.Overloaded() ->
                throw Statuses.overloaded("too many openings wait; lodge this one again in a second");
        };
    }

    private OpeningAnswer await(ChainName chain, Opening opening) {
        try {
            return office.open(chain, opening).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            throw Status.DEADLINE_EXCEEDED
                    .withDescription("not committed within " + patience.toSeconds()
                            + " s; it still may be: ask GetTicket, or lodge it again")
                    .asRuntimeException();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Status.UNAVAILABLE.withDescription("the node is stopping").asRuntimeException();
        } catch (ExecutionException failed) {
            throw Unary.status(failed);
        }
    }

    @Override
    public void getTicket(GetTicketRequest request, StreamObserver<Ticket> client) {
        Unary.answer(client, () -> ticket(request));
    }

    private Ticket ticket(GetTicketRequest request) {
        var view = Requests.chain(chains, request.getChain()).view();
        var hash = Requests.hash("ticket_hash", request.getTicketHash());
        var billed = view.billedUnits(hash);
        var opening = view.opening(hash);
        if (billed.isEmpty() || opening.isEmpty()) {
            throw Statuses.notFound("no ticket " + hash + " is open on " + view.chain());
        }
        return Ticket.newBuilder()
                .setTicketHash(Requests.bytes(hash))
                .setOpening(Requests.bytes(opening.get().encode()))
                .setBilledUnits(billed.getAsLong())
                .build();
    }
}
