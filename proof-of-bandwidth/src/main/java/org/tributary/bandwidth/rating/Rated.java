// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// One scope in one period: its accrual, and what is billed of it. Who brought its units is kept apart from it, so that
/// it is no larger for a thousand providers than for one. Protocol §8.
///
/// Billed is what the period costs at least, once [#bill] was called; reserved is what it may cost
/// beyond that.
public final class Rated {
    private final BillingProfile profile;
    private final BillingCalendar calendar;
    private final BillingPeriod period;
    private final Accrual accrual;
    private Amount billed;

    private Rated(
            BillingProfile profile, BillingCalendar calendar, BillingPeriod period, Accrual accrual, Amount billed) {
        this.profile = profile;
        this.calendar = calendar;
        this.period = period;
        this.accrual = accrual;
        this.billed = billed;
    }

    public static Rated start(BillingProfile profile, BillingCalendar calendar, BillingPeriod period) {
        return new Rated(profile, calendar, period, Accrual.start(profile, calendar, period), Amount.ZERO);
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

    /// Bills what the period costs at least by now. Returns how much more that is than was billed before.
    public Amount bill() {
        return raise(accrual.least());
    }

    /// Bills what the period costs, now that nothing more comes. A commitment is owed to those who served; where nobody
    /// did, to nobody.
    public Amount close() {
        return accrual.isEmpty() ? Amount.ZERO : raise(accrual.charge());
    }

    private Amount raise(BigInteger total) {
        var before = billed;
        billed = new Amount(total);
        return billed.minus(before);
    }

    public void write(RlpListWriter list) {
        list.list(profile::write)
                .number(period.number())
                .number(period.firstDay())
                .number(period.days())
                .amount(billed)
                .list(accrual::write);
    }

    public static Rated read(RlpListReader list, long bucketMillis) {
        var profile = list.list(BillingProfile::read);
        var calendar = profile.calendar(bucketMillis);
        var period = new BillingPeriod(list.number(), list.number(), list.smallNumber(31));
        var billed = list.amount();
        var accrual = list.list(items -> Accrual.read(profile, calendar, period, items));
        return new Rated(profile, calendar, period, accrual, billed);
    }
}
