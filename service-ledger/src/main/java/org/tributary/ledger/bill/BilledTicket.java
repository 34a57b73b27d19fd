// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.ticket.SessionTicket;

/// A ticket of a bill, and how far the windows so far have billed it.
final class BilledTicket {
    final SessionTicket ticket;
    final BillingKey key;
    private long billed;

    BilledTicket(SessionTicket ticket, BillingKey key) {
        this.ticket = ticket;
        this.key = key;
    }

    long billed() {
        return billed;
    }

    void bill(long total) {
        billed = total;
    }
}
