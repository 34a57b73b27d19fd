// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Samples are ranked. Of all samples only those are kept that may count: the highest of the period, or
/// of each day, and those that may still rise. In state they are one series: the highest of it are the highest of all,
/// and those that are not frozen may still rise.
final class SampleAccrual implements Accrual {
    private static final int TOP_DAYS = 5;
    private static final int PER_MILLE = 1_000;

    private final BillingProfile profile;
    private final BillingCalendar calendar;
    private final BillingPeriod period;
    /// By day of the period; one that is ranked as a whole has all under its first day.
    private final TreeMap<Long, TopSamples> top = new TreeMap<>();
    /// Units of samples that may still rise, by sample of the period.
    private final TreeMap<Long, Long> rising = new TreeMap<>();
    /// By day of the period, in units of a sample.
    private final TreeMap<Long, Long> openCaps;

    private final Volume volume;
    private long validDays;
    /// Samples before this one rise no more.
    private long frozen;

    SampleAccrual(BillingProfile profile, BillingCalendar calendar, BillingPeriod period) {
        this(profile, calendar, period, new Volume(), new TreeMap<>());
    }

    private SampleAccrual(
            BillingProfile profile,
            BillingCalendar calendar,
            BillingPeriod period,
            Volume volume,
            TreeMap<Long, Long> openCaps) {
        this.profile = profile;
        this.calendar = calendar;
        this.period = period;
        this.volume = volume;
        this.openCaps = openCaps;
    }

    static SampleAccrual read(
            BillingProfile profile, BillingCalendar calendar, BillingPeriod period, RlpListReader list) {
        var accrual = new SampleAccrual(profile, calendar, period, Volume.read(list), RisingKeys.read(list));
        accrual.validDays = list.number();
        accrual.frozen = list.number();
        var kept = RisingKeys.read(list);
        kept.forEach(accrual::rank);
        accrual.rising.putAll(kept.tailMap(accrual.frozen));
        return accrual;
    }

    @Override
    public void write(RlpListWriter list) {
        volume.write(list);
        RisingKeys.write(list, openCaps);
        list.number(validDays).number(frozen);
        var kept = new TreeMap<>(rising);
        top.values().forEach(samples -> kept.putAll(samples.unitsBySample()));
        RisingKeys.write(list, kept);
    }

    @Override
    public void open(TicketCaps ticket) {
        long cap = cap(ticket);
        days(ticket, day -> Math.addExact(openCaps.getOrDefault(day, 0L), cap));
        volume.open(ticket);
        days(ticket, day -> openCaps.merge(day, cap, Math::addExact));
    }

    @Override
    public void close(TicketCaps ticket, long used) {
        volume.close(ticket, used);
        long cap = cap(ticket);
        days(ticket, day -> openCaps.computeIfPresent(day, (same, open) -> open == cap ? null : open - cap));
    }

    @Override
    public boolean isEmpty() {
        return validDays == 0;
    }

    @Override
    public boolean takes(Bucket bucket) {
        return sample(bucket) >= frozen;
    }

    /// A sample may rise to what the tickets that are open on its day allow together.
    @Override
    public long headroom(Bucket bucket, long wanted) {
        if (!takes(bucket)) {
            return 0;
        }
        long allowed = openCaps.getOrDefault(day(bucket), 0L);
        return Math.clamp(allowed - rising.getOrDefault(sample(bucket), 0L), 0, wanted);
    }

    @Override
    public void count(Bucket bucket, long units) {
        if (units == 0) {
            return;
        }
        volume.count(units);
        rank(sample(bucket), rising.merge(sample(bucket), units, Math::addExact));
        validDays |= 1L << day(bucket);
    }

    private void rank(long sample, long units) {
        top.computeIfAbsent(ranksDays() ? sample / calendar.samplesPerDay() : 0, _ -> new TopSamples(kept()))
                .raise(sample, units);
    }

    @Override
    public void countedElsewhere(long units) {
        volume.countedElsewhere(units);
    }

    @Override
    public void freezeBefore(Bucket bucket) {
        frozen = Math.max(frozen, sample(bucket));
        rising.headMap(frozen).clear();
    }

    @Override
    public BigInteger least() {
        return profile.least(lowest(period.days()));
    }

    @Override
    public BigInteger most() {
        return profile.most(lowest(possibleDays()), highest());
    }

    @Override
    public BigInteger charge() {
        return profile.charge(quantity(Long.bitCount(validDays)));
    }

    /// What is billed with so many valid days.
    private Quantity quantity(int valid) {
        return switch (profile.mode()) {
            case DAILY_PEAK -> rate(BigInteger.valueOf(peak(0)), 1);
            case AVERAGE_DAILY_PEAK -> rate(sum(peaks()), period.days());
            case TOP_FIVE_AVERAGE -> share(sum(topDays(peaks())), TOP_DAYS, valid);
            case PERCENTILE -> share(BigInteger.valueOf(percentile(valid)), 1, valid);
            default -> throw new IllegalStateException(profile.mode() + " ranks nothing");
        };
    }

    /// More valid days make a percentile throw away more samples, and are paid for a larger share of
    /// the period.
    private Quantity lowest(int mostValid) {
        int valid = Long.bitCount(validDays);
        var lowest = quantity(valid);
        if (profile.mode() == BillingMode.PERCENTILE && profile.ranking().validDays()) {
            for (int days = valid + 1; days <= mostValid; days++) {
                lowest = lowest.min(quantity(days));
            }
        }
        return lowest;
    }

    /// What is billed if the open tickets bring all that they may.
    private Quantity highest() {
        var peaks = new ArrayList<Long>();
        for (long day = 0; day < period.days(); day++) {
            peaks.add(Math.max(openCaps.getOrDefault(day, 0L), ranksDays() ? peak(day) : 0));
        }
        int days = possibleDays();
        return switch (profile.mode()) {
            case AVERAGE_DAILY_PEAK -> rate(sum(peaks), period.days());
            case TOP_FIVE_AVERAGE -> share(sum(topDays(peaks)), TOP_DAYS, days);
            case PERCENTILE -> {
                long now = percentile(Long.bitCount(validDays));
                yield share(BigInteger.valueOf(Math.max(now, Collections.max(peaks))), 1, days);
            }
            default -> rate(BigInteger.valueOf(Collections.max(peaks)), 1);
        };
    }

    /// How many days are valid if each does become it that an open ticket lies on.
    private int possibleDays() {
        long days = validDays;
        for (var entry : openCaps.entrySet()) {
            days |= entry.getValue() > 0 ? 1L << entry.getKey() : 0;
        }
        return Long.bitCount(days);
    }

    private long percentile(int valid) {
        long samples = (long) (profile.ranking().validDays() ? valid : period.days()) * calendar.samplesPerDay();
        int rank = (int) (samples * profile.ranking().discardPerMille() / PER_MILLE) + 1;
        var samplesOfPeriod = top.get(0L);
        return samplesOfPeriod == null ? 0 : samplesOfPeriod.ranked(rank);
    }

    private long peak(long day) {
        var samples = top.get(day);
        return samples == null ? 0 : samples.ranked(profile.ranking().rank());
    }

    private List<Long> peaks() {
        return top.keySet().stream().map(this::peak).toList();
    }

    private static List<Long> topDays(List<Long> peaks) {
        return peaks.stream().sorted(Comparator.reverseOrder()).limit(TOP_DAYS).toList();
    }

    private static BigInteger sum(List<Long> units) {
        return units.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Quantity share(BigInteger units, int divisor, int valid) {
        return profile.ranking().validDays()
                ? rate(units.multiply(BigInteger.valueOf(valid)), divisor * period.days())
                : rate(units, divisor);
    }

    private Quantity rate(BigInteger units, int divisor) {
        return new Quantity(
                units.multiply(BigInteger.valueOf(profile.meter().perSecond())),
                BigInteger.valueOf(calendar.sampleMillis())
                        .multiply(BigInteger.valueOf(profile.quantum()))
                        .multiply(BigInteger.valueOf(divisor)));
    }

    private boolean ranksDays() {
        return profile.mode() != BillingMode.PERCENTILE;
    }

    /// How many of the highest samples are kept, of the period or of each day.
    private int kept() {
        return ranksDays()
                ? profile.ranking().rank()
                : period.days() * calendar.samplesPerDay() * profile.ranking().discardPerMille() / PER_MILLE + 1;
    }

    private long cap(TicketCaps ticket) {
        return Math.multiplyExact(ticket.maxUnitsPerBucket(), calendar.bucketsPerSample());
    }

    private void days(TicketCaps ticket, LongConsumer action) {
        long last = Math.min(day(ticket.end()), period.days() - 1);
        for (long day = Math.max(0, day(ticket.start())); day <= last; day++) {
            action.accept(day);
        }
    }

    /// Of the period, from 0 on.
    private long day(Bucket bucket) {
        return calendar.day(bucket) - period.firstDay();
    }

    /// Of the period, from 0 on.
    private long sample(Bucket bucket) {
        return calendar.sample(bucket) - period.firstDay() * calendar.samplesPerDay();
    }
}
