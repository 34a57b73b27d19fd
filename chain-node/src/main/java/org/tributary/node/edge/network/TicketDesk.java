// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;

/// Where an edge lodges the tickets that its clients bring.
public interface TicketDesk {
    /// Answers when the ticket is open, or why it is not.
    Lodged lodge(Opening opening);

    sealed interface Lodged {
        record Open(Hash ticket) implements Lodged {}

        /// @param code a published reason code, or the gRPC status where no node could say
        record Refused(String code, String message) implements Lodged {
            /// Whether the same wish, on a ticket of now, may still come true.
            public boolean mayPass() {
                return switch (code) {
                    case "UNKNOWN_POOL",
                            "OPENED_TOO_LATE",
                            "NOT_YET_VALID",
                            "UNAVAILABLE",
                            "DEADLINE_EXCEEDED",
                            "RESOURCE_EXHAUSTED" -> true;
                    default -> false;
                };
            }
        }
    }
}
