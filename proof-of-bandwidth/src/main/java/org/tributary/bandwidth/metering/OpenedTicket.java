// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.math.BigInteger;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.ticket.PriceCard;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A ticket as it was lodged, with what it is billed by. It never changes until it is dropped.
public record OpenedTicket(SignedTicket lodged, Hash pool, PriceCard priceCard) {
    public SessionTicket ticket() {
        return lodged.ticket();
    }

    public BillingKey billingKey() {
        var ticket = ticket();
        return new BillingKey(pool, ticket.provider(), ticket.kind(), ticket.priceCard());
    }

    /// What is still reserved for the ticket once `watermark` units are billed: the ceilings' difference, so that what
    /// the ticket gives up over its life is exactly what it reserved.
    Amount reserved(long watermark) {
        return new Amount(priceCard.ceiling(ticket().maxUnits()).subtract(priceCard.ceiling(watermark)));
    }

    /// By how much the ceiling of the ticket's cost is above the cost, in smallest units times `perUnits`.
    BigInteger excess(long watermark) {
        return priceCard
                .ceiling(watermark)
                .multiply(BigInteger.valueOf(priceCard.perUnits()))
                .subtract(priceCard.numerator(watermark));
    }

    void write(RlpListWriter list) {
        list.list(lodged::write).hash(pool).list(priceCard::write);
    }

    static OpenedTicket read(RlpListReader list) {
        return new OpenedTicket(list.list(SignedTicket::read), list.hash(), list.list(PriceCard::read));
    }
}
