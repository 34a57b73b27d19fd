// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.SessionTicket;

/// A ticket of a bill, and how far the windows so far have billed it.
final class BilledTicket {
    final SessionTicket ticket;
    final BillingKey key;
    final BillingProfile profile;
    private long billed;

    BilledTicket(SessionTicket ticket, BillingKey key, BillingProfile profile) {
        this.ticket = ticket;
        this.key = key;
        this.profile = profile;
    }

    long billed() {
        return billed;
    }

    void bill(long total) {
        billed = total;
    }
}
