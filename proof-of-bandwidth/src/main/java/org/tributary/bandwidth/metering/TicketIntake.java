// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.ticket.SessionTicket;

/// A ticket as the window found it, and what the window's batches bring for it.
final class TicketIntake {
    final OpenedTicket opened;
    final Optional<SessionTicket> ticket;
    final TicketUsage before;
    final List<Candidate> candidates = new ArrayList<>();

    TicketIntake(OpenedTicket opened, TicketUsage before) {
        this.opened = opened;
        this.ticket = Optional.of(opened.ticket());
        this.before = before;
    }
}
