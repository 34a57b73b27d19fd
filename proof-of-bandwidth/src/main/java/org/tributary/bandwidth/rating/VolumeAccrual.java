// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Units are added up.
final class VolumeAccrual implements Accrual {
    private final BillingProfile profile;
    private final Volume volume;

    VolumeAccrual(BillingProfile profile) {
        this(profile, new Volume());
    }

    private VolumeAccrual(BillingProfile profile, Volume volume) {
        this.profile = profile;
        this.volume = volume;
    }

    static VolumeAccrual read(BillingProfile profile, RlpListReader list) {
        return new VolumeAccrual(profile, Volume.read(list));
    }

    @Override
    public void write(RlpListWriter list) {
        volume.write(list);
    }

    @Override
    public void open(TicketCaps ticket) {
        volume.open(ticket);
    }

    @Override
    public void close(TicketCaps ticket, long used) {
        volume.close(ticket, used);
    }

    @Override
    public boolean isEmpty() {
        return volume.units() == 0;
    }

    @Override
    public boolean takes(Bucket bucket) {
        return true;
    }

    @Override
    public long headroom(Bucket bucket, long wanted) {
        return Math.min(wanted, volume.open());
    }

    @Override
    public void count(Bucket bucket, long more) {
        volume.count(more);
    }

    @Override
    public void countedElsewhere(long more) {
        volume.countedElsewhere(more);
    }

    @Override
    public void freezeBefore(Bucket bucket) {}

    @Override
    public BigInteger least() {
        return profile.least(quantity(volume.units()));
    }

    @Override
    public BigInteger most() {
        return profile.most(quantity(volume.units()), quantity(volume.units() + volume.open()));
    }

    @Override
    public BigInteger charge() {
        return profile.charge(quantity(volume.units()));
    }

    private Quantity quantity(long counted) {
        return new Quantity(BigInteger.valueOf(counted), BigInteger.valueOf(profile.quantum()));
    }
}
