// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Units are added up.
final class VolumeAccrual implements Accrual {
    private final BillingProfile profile;
    private long units;
    /// What open tickets may still bring.
    private long open;

    VolumeAccrual(BillingProfile profile) {
        this.profile = profile;
    }

    static VolumeAccrual read(BillingProfile profile, RlpListReader list) {
        var accrual = new VolumeAccrual(profile);
        accrual.units = list.number();
        accrual.open = list.number();
        return accrual;
    }

    @Override
    public void write(RlpListWriter list) {
        list.number(units).number(open);
    }

    @Override
    public void open(TicketCaps ticket) {
        long more = Math.addExact(open, ticket.maxUnits());
        // So that no sum of units ever leaves the range.
        Math.addExact(units, more);
        open = more;
    }

    @Override
    public void close(TicketCaps ticket, long used) {
        open -= ticket.maxUnits() - used;
    }

    @Override
    public boolean isEmpty() {
        return units == 0;
    }

    @Override
    public boolean takes(Bucket bucket) {
        return true;
    }

    @Override
    public long headroom(Bucket bucket, long wanted) {
        return Math.min(wanted, open);
    }

    @Override
    public void count(Bucket bucket, long more) {
        units += more;
        open -= more;
    }

    @Override
    public void countedElsewhere(long more) {
        open -= more;
    }

    @Override
    public void freezeBefore(Bucket bucket) {}

    @Override
    public BigInteger least() {
        return profile.least(quantity(units));
    }

    @Override
    public BigInteger most() {
        return profile.most(quantity(units), quantity(units + open));
    }

    @Override
    public BigInteger charge() {
        return profile.charge(quantity(units));
    }

    private Quantity quantity(long counted) {
        return new Quantity(BigInteger.valueOf(counted), BigInteger.valueOf(profile.quantum()));
    }
}
