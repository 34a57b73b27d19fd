// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingCalendar;
import org.tributary.bandwidth.rating.Rated;
import org.tributary.bandwidth.rating.TicketCaps;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.crypto.Keccak;

/// The rated scopes that an opening or a window's close touches, and their pools: what a scope may
/// still cost is reserved in its pool, always. Nothing is in state before [#save] or [#bill].
final class Ratings {
    private final MeteringState state;
    private final MeteringRules rules;
    private final Shares shares;
    private final TreeMap<RatingKey, Touched> touched = new TreeMap<>();

    Ratings(MeteringState state, MeteringRules rules) {
        this.state = state;
        this.rules = rules;
        this.shares = state.shares();
    }

    /// A scope as it is now, and what was reserved and billed for it before.
    private record Touched(Rated rated, BigInteger unbilledBefore, Amount billedBefore) {
        static Touched of(Rated rated, BigInteger unbilled) {
            return new Touched(rated, unbilled, rated.billed());
        }
    }

    /// @throws ArithmeticException where the caps of a scope's open tickets leave the range of units
    void open(OpenedTicket opened) {
        ticket(opened, (rated, caps) -> rated.accrual().open(caps), true);
    }

    /// By how much more must be reserved in the pools of what was touched; of hostile caps it may be
    /// beyond the range of an [Amount].
    BigInteger rise() {
        return touched.values().stream()
                .map(scope -> scope.rated().unbilled().subtract(scope.unbilledBefore()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /// The ticket brings nothing more.
    ///
    /// @param used units of it that were counted
    void close(OpenedTicket opened, long used) {
        ticket(opened, (rated, caps) -> rated.accrual().close(caps, used), false);
    }

    /// Of which buckets of the ticket anything can still count. A ticket has many receipts and few periods, so each
    /// period is looked up once.
    Predicate<Bucket> takes(OpenedTicket opened) {
        var calendar = calendar(opened);
        boolean monthly = opened.profile().mode().isMonthly();
        var open = new TreeMap<Long, Optional<Rated>>();
        return bucket -> open.computeIfAbsent(calendar.period(bucket, monthly).number(), _ -> rated(opened, bucket))
                .filter(rated -> rated.accrual().takes(bucket))
                .isPresent();
    }

    private Optional<Rated> rated(OpenedTicket opened, Bucket bucket) {
        var key = key(opened, bucket);
        return isOpen(key) ? Optional.of(touch(key).rated()) : Optional.empty();
    }

    /// Counts a ticket's units, bucket by bucket; those within its caps always have headroom.
    void count(OpenedTicket opened, SortedMap<Bucket, Long> units) {
        var calendar = calendar(opened);
        var rest = units;
        while (!rest.isEmpty()) {
            var key = key(opened, rest.firstKey());
            var counted = touch(key).rated();
            var next = calendar.last(calendar.period(
                            rest.firstKey(), opened.profile().mode().isMonthly()))
                    .next();
            long sum = 0;
            for (var bucket : rest.headMap(next).entrySet()) {
                Invariant.check(
                        counted.accrual().headroom(bucket.getKey(), bucket.getValue()) == bucket.getValue(),
                        "what counts is within the caps");
                counted.accrual().count(bucket.getKey(), bucket.getValue());
                sum = Math.addExact(sum, bucket.getValue());
            }
            shares.count(key, opened.ticket().provider(), sum);
            countElsewhere(opened, counted, sum);
            rest = rest.tailMap(next);
        }
    }

    private void countElsewhere(OpenedTicket opened, Rated counted, long units) {
        ticket(
                opened,
                (rated, caps) -> {
                    if (rated != counted) {
                        rated.accrual().countedElsewhere(units);
                    }
                },
                false);
    }

    /// Bills what the touched scopes cost at least by now, and closes the periods that the window is
    /// past. By key and provider.
    List<RatingRow> bill(Bucket windowStart) {
        var past = new ArrayList<RatingKey>();
        state.periods.scan((queued, key) -> {
            if (!MeteringState.bucketOf(queued).isBefore(windowStart)) {
                return false;
            }
            past.add(key);
            return true;
        });
        past.forEach(this::touch);
        var rows = new ArrayList<RatingRow>();
        touched.forEach((key, scope) -> {
            scope.rated().accrual().freezeBefore(oldest(windowStart));
            var more =
                    past.contains(key) ? scope.rated().close() : scope.rated().bill();
            shares.divide(key, more).forEach(part -> rows.add(RatingRow.of(key, scope.rated(), part, rules)));
        });
        save();
        past.forEach(this::drop);
        return rows;
    }

    /// Writes what was touched, and moves what is reserved and billed in the pools along.
    void save() {
        touched.forEach((key, scope) -> {
            var rated = scope.rated();
            var pool = state.pools.require(key.pool().bytes(), "the pool of a rated scope");
            state.pools.put(
                    key.pool().bytes(),
                    pool.rated(
                            new Amount(scope.unbilledBefore()),
                            new Amount(rated.unbilled()),
                            rated.billed().minus(scope.billedBefore())));
            state.rated.put(key.encode(), rated);
            state.periods.put(queued(key, rated), key);
        });
        touched.replaceAll(
                (key, scope) -> Touched.of(scope.rated(), scope.rated().unbilled()));
    }

    private void drop(RatingKey key) {
        var rated = touch(key).rated();
        var pool = key.pool().bytes();
        state.pools.put(
                pool,
                state.pools
                        .require(pool, "the pool of a closed period")
                        .rated(new Amount(rated.unbilled()), Amount.ZERO, Amount.ZERO));
        state.rated.remove(key.encode());
        shares.drop(key);
        state.periods.remove(queued(key, rated));
        touched.remove(key);
    }

    /// Runs `action` on each scope that the ticket's buckets lie in, in the order of their periods.
    private void ticket(OpenedTicket opened, BiConsumer<Rated, TicketCaps> action, boolean start) {
        var ticket = opened.ticket();
        var calendar = calendar(opened);
        boolean monthly = opened.profile().mode().isMonthly();
        var last = calendar.period(ticket.end(), monthly);
        for (var period = calendar.period(ticket.start(), monthly);
                period.number() <= last.number();
                period = calendar.next(period, monthly)) {
            var key = RatingKey.of(opened.billingKey(), opened.profile(), period);
            if (start && !isOpen(key)) {
                var rated = Rated.start(opened.profile(), calendar, period);
                touched.put(key, Touched.of(rated, BigInteger.ZERO));
            }
            if (isOpen(key)) {
                action.accept(touch(key).rated(), ticket.caps());
            }
        }
    }

    private RatingKey key(OpenedTicket opened, Bucket bucket) {
        var profile = opened.profile();
        return RatingKey.of(
                opened.billingKey(),
                profile,
                calendar(opened).period(bucket, profile.mode().isMonthly()));
    }

    private BillingCalendar calendar(OpenedTicket opened) {
        return opened.profile().calendar(rules.bucketMillis());
    }

    private boolean isOpen(RatingKey key) {
        return touched.containsKey(key) || state.rated.contains(key.encode());
    }

    private Touched touch(RatingKey key) {
        return touched.computeIfAbsent(key, same -> {
            var rated = state.rated.require(same.encode(), "an open ticket's scope");
            return Touched.of(rated, rated.unbilled());
        });
    }

    /// Once windows are past its bucket, nothing of the period is taken any more.
    private Bytes queued(RatingKey key, Rated rated) {
        return MeteringState.key(rules.acceptanceEnd(rated.last()), Keccak.hash(key.encode()));
    }

    private Bucket oldest(Bucket windowStart) {
        return new Bucket(Math.max(0, windowStart.number() - rules.hardAcceptanceBuckets()));
    }
}
