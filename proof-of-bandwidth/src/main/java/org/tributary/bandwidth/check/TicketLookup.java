// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import java.util.Optional;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Hash;

/// The opened tickets, by hash. Asked from several threads at once where the caller verifies in parallel.
@FunctionalInterface
public interface TicketLookup {
    Optional<OpenedTicket> ticket(Hash hash);
}
