// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// One scope in one period: its accrual, who brought it, and what is billed of it. Protocol §8.
///
/// Billed is what the period costs at least, once [#bill] was called; reserved is what it may cost
/// beyond that.
public final class Rated {
    private final BillingProfile profile;
    private final BillingCalendar calendar;
    private final BillingPeriod period;
    private final Accrual accrual;
    private final Shares shares;
    private Amount billed;

    private Rated(
            BillingProfile profile,
            BillingCalendar calendar,
            BillingPeriod period,
            Accrual accrual,
            Shares shares,
            Amount billed) {
        this.profile = profile;
        this.calendar = calendar;
        this.period = period;
        this.accrual = accrual;
        this.shares = shares;
        this.billed = billed;
    }

    public static Rated start(BillingProfile profile, BillingCalendar calendar, BillingPeriod period) {
        return new Rated(
                profile, calendar, period, Accrual.start(profile, calendar, period), new Shares(), Amount.ZERO);
    }

    public Accrual accrual() {
        return accrual;
    }

    public boolean isRanked() {
        return profile.mode().isRanked();
    }

    /// The last bucket of the period.
    public Bucket last() {
        return calendar.last(period);
    }

    public Amount billed() {
        return billed;
    }

    /// What the period may cost beyond what is billed; of hostile caps it may be beyond the range of an
    /// [Amount].
    public BigInteger unbilled() {
        return accrual.most().subtract(billed.units());
    }

    /// Counts units of an open ticket, not more than there is headroom for.
    public void count(Address provider, Bucket bucket, long units) {
        accrual.count(bucket, units);
        shares.count(provider, units);
    }

    /// Bills what the period costs at least by now. What each provider gets of the increase, by provider.
    public SortedMap<Address, Shares.Part> bill() {
        return raise(accrual.least());
    }

    /// Bills what the period costs, now that nothing more comes.
    public SortedMap<Address, Shares.Part> close() {
        return raise(accrual.charge());
    }

    /// A commitment is owed to those who served; where nobody did, to nobody.
    private SortedMap<Address, Shares.Part> raise(BigInteger total) {
        if (shares.isEmpty()) {
            return Collections.emptySortedMap();
        }
        var before = billed;
        billed = new Amount(total);
        return shares.divide(billed.minus(before));
    }

    public void write(RlpListWriter list) {
        list.list(profile::write)
                .number(period.number())
                .number(period.firstDay())
                .number(period.days())
                .amount(billed)
                .list(accrual::write)
                .list(shares::write);
    }

    public static Rated read(RlpListReader list, long bucketMillis) {
        var profile = list.list(BillingProfile::read);
        var calendar = profile.calendar(bucketMillis);
        var period = new BillingPeriod(list.number(), list.number(), list.smallNumber(31));
        var billed = list.amount();
        var accrual = list.list(items -> Accrual.read(profile, calendar, period, items));
        return new Rated(profile, calendar, period, accrual, list.list(Shares::read), billed);
    }
}
