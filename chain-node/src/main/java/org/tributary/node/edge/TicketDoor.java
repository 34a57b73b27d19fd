// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.http.Context;
import java.io.IOException;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.client.MessageSignature;
import org.tributary.primitives.codec.Decoded;

/// `POST /.well-known/tributary/tickets`: a client shows its opening, and proves that the ticket is its own.
final class TicketDoor {
    /// A profile with all the tiers that there may be, and a few signatures.
    private static final int MAX_OPENING_BYTES = 16 << 10;

    private final Doorman doorman;
    private final Tabs tabs;

    TicketDoor(Doorman doorman, Tabs tabs) {
        this.doorman = doorman;
        this.tabs = tabs;
    }

    void onPost(Context request) throws IOException {
        var body = Answers.body(request, MAX_OPENING_BYTES);
        if (body.isEmpty()) {
            Answers.refuse(request, Refusal.malformed("an opening has at most " + MAX_OPENING_BYTES + " bytes"));
            return;
        }
        switch (Opening.decode(body.get())) {
            case Decoded.Malformed<Opening>(var reason) -> Answers.refuse(request, Refusal.malformed(reason));
            case Decoded.Value<Opening>(var opening) -> lodge(request, opening);
        }
    }

    private void lodge(Context request, Opening opening) {
        var visit = EdgeServer.visit(request);
        var ticket = opening.ticket().ticket();
        switch (doorman.claimed(visit)) {
            case Decoded.Malformed<MessageSignature>(var reason) ->
                Answers.refuse(request, new Refusal(Refusal.UNAUTHORIZED, Rejection.BAD_SIGNATURE.name(), reason));
            case Decoded.Value<MessageSignature>(var signature) -> {
                if (!signature.ticket().equals(ticket.hash())) {
                    Answers.refuse(request, Refusal.malformed("the request is signed for another ticket"));
                    return;
                }
                doorman.check(visit, signature, ticket.client())
                        .ifPresentOrElse(refusal -> Answers.refuse(request, refusal), () -> open(request, opening));
            }
        }
    }

    private void open(Context request, Opening opening) {
        switch (tabs.open(opening)) {
            case Tabs.Opened.Open(var tab) -> Answers.say(request, 201, Answers.standing(tab.standing()));
            case Tabs.Opened.Refused(var refusal) -> Answers.refuse(request, refusal);
        }
    }
}
