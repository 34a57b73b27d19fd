// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What one scope owes for one period, as its usage comes in. All amounts are in smallest units,
/// rounded down.
///
/// [#least] never falls: so it can be paid at once and needs no claw-back. [#most] rises only when a
/// ticket is opened, and is never below what a later [#least] or [#charge] comes to: so what lies
/// between is what has to be reserved. Protocol §8.
public sealed interface Accrual permits VolumeAccrual, SampleAccrual {
    static Accrual start(BillingProfile profile, BillingCalendar calendar, BillingPeriod period) {
        return profile.mode().isRanked() ? new SampleAccrual(profile, calendar, period) : new VolumeAccrual(profile);
    }

    static Accrual read(BillingProfile profile, BillingCalendar calendar, BillingPeriod period, RlpListReader list) {
        return profile.mode().isRanked()
                ? SampleAccrual.read(profile, calendar, period, list)
                : VolumeAccrual.read(profile, list);
    }

    /// The ticket may bring usage from now on.
    ///
    /// @throws ArithmeticException where the open tickets' caps, with what was counted, come to more than 2^63 − 1
    void open(TicketCaps ticket);

    /// The ticket brings no more usage; it brought `used` units in all.
    void close(TicketCaps ticket, long used);

    /// Whether nothing was counted yet.
    boolean isEmpty();

    /// Whether anything of a bucket of the period can still count.
    boolean takes(Bucket bucket);

    /// How many of `units` in a bucket of the period may be counted: never more than the open tickets'
    /// caps allow.
    long headroom(Bucket bucket, long units);

    /// Counts units of an open ticket in a bucket of the period.
    void count(Bucket bucket, long units);

    /// Units of a ticket that is open here were counted in another period.
    void countedElsewhere(long units);

    /// Forgets samples that no entry can raise any more.
    void freezeBefore(Bucket bucket);

    /// What the period costs at least, whatever comes; the commitment is not in it.
    BigInteger least();

    /// What it may cost at most, whatever the open tickets bring.
    BigInteger most();

    /// What it costs if nothing more comes, the commitment at least.
    BigInteger charge();

    void write(RlpListWriter list);
}
