// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import java.math.BigInteger;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.Meter;
import org.tributary.bandwidth.rating.TicketCaps;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A ticket as it was lodged, with what it is billed by. It never changes until it is dropped.
public record OpenedTicket(SignedTicket lodged, Hash pool, BillingProfile profile) {
    public SessionTicket ticket() {
        return lodged.ticket();
    }

    /// What counts the ticket's receipts.
    public Meter meter() {
        return profile.meter();
    }

    public BillingKey billingKey() {
        var ticket = ticket();
        return new BillingKey(pool, ticket.provider(), ticket.kind(), ticket.profile());
    }

    /// What the ticket may cost by itself, at the highest price. A hostile one's is beyond every
    /// [Amount].
    public BigInteger worst(MeteringRules rules) {
        return profile.worst(ticket().caps(), rules.bucketMillis());
    }

    /// What it can have cost once it is over: for ranked samples nothing, because the scope owes that,
    /// not the ticket.
    public BigInteger spent(long used, MeteringRules rules) {
        var caps = ticket().caps();
        return profile.mode().isRanked()
                ? BigInteger.ZERO
                : profile.worst(
                        new TicketCaps(used, caps.maxUnitsPerBucket(), caps.start(), caps.end()), rules.bucketMillis());
    }

    public void write(RlpListWriter list) {
        list.list(lodged::write).hash(pool).list(profile::write);
    }

    public static OpenedTicket read(RlpListReader list) {
        return new OpenedTicket(list.list(SignedTicket::read), list.hash(), list.list(BillingProfile::read));
    }
}
