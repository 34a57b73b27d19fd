// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.typed.TypedData;

/// How usage of one kind becomes money. Named by its hash, so it never changes. Protocol §8.
///
/// @param quantum what one priced unit is: units of the kind (10^9 or 2^30 bytes for a gigabyte), or
///     where samples are ranked the kind's
/// rate (10^6 or 2^20 bits a second for an Mbit/s)
/// @param rounding of the period's quantity
/// @param offsetMinutes of the profile's days from those of UTC, in quarters of an hour
public record BillingProfile(
        UsageKind kind,
        BillingMode mode,
        BillingScope scope,
        Direction direction,
        Ranking ranking,
        long quantum,
        Rounding rounding,
        int offsetMinutes,
        Tariff tariff) {
    private static final String TIER_STRING = "Tier(uint64 from,uint256 price)";
    public static final String TYPE_STRING =
            "BillingProfile(uint8 kind,uint8 mode,uint8 scope,uint8 direction,uint16 rank,"
                    + "uint16 discardPerMille,bool validDays,uint64 quantum,uint8 rounding,int16 offsetMinutes,bool wholeQuantity,"
                    + "Tier[] tiers,uint64 commitment,uint256 burstPrice)" + TIER_STRING;
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);
    private static final Hash TIER_TYPE = TypedData.typeHash(TIER_STRING);

    private static final int QUARTER = 15;
    private static final int MAX_OFFSET = 14 * 60;

    /// 10 tokens for 10^9 bytes. Protocol §8.
    public static final BillingProfile DEFAULT = perUnit(UsageKind.BYTES, Amount.ofTokens(10), 1_000_000_000);

    public BillingProfile {
        if (!ranking.fits(mode)) {
            throw new IllegalArgumentException(mode + " has no such ranking: " + ranking);
        }
        if (direction != Direction.DOWN && kind != UsageKind.BYTES && kind != UsageKind.MESSAGES) {
            throw new IllegalArgumentException(kind + " have no direction but down");
        }
        if (quantum <= 0) {
            throw new IllegalArgumentException("a price is for at least one unit");
        }
        if (offsetMinutes % QUARTER != 0 || Math.abs(offsetMinutes) > MAX_OFFSET) {
            throw new IllegalArgumentException("an offset is within 14 hours of UTC, in quarters of an hour");
        }
    }

    /// What is billed by where nobody chose a profile: 10 tokens for 10^9 bytes, 1 for a minute of a call, 5 for 10^9
    /// bytes kept for 30 days, 10 for a million messages.
    public static BillingProfile standard(UsageKind kind) {
        return switch (kind) {
            case BYTES -> DEFAULT;
            case CALL_MILLISECONDS -> perUnit(kind, Amount.ofTokens(1), 60_000);
            case BYTE_SECONDS -> perUnit(kind, Amount.ofTokens(5), 30 * 86_400 * 1_000_000_000L);
            case MESSAGES -> perUnit(kind, Amount.ofTokens(10), 1_000_000);
        };
    }

    /// One price for each unit, for each provider by itself.
    public static BillingProfile perUnit(UsageKind kind, Amount price, long quantum) {
        return new BillingProfile(
                kind,
                BillingMode.PER_UNIT,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.NONE,
                quantum,
                Rounding.EXACT,
                0,
                Tariff.flat(price));
    }

    /// What tickets and bills name the profile by: EIP-712's hashStruct.
    public Hash hash() {
        var tiers = tariff.tiers().stream()
                .map(tier -> TypedData.struct(TIER_TYPE)
                        .number(tier.from())
                        .amount(tier.price())
                        .hash())
                .toList();
        return TypedData.struct(TYPE)
                .number(kind.code())
                .number(mode.code())
                .number(scope.code())
                .number(direction.code())
                .number(ranking.rank())
                .number(ranking.discardPerMille())
                .flag(ranking.validDays())
                .number(quantum)
                .number(rounding.code())
                .signed(offsetMinutes)
                .flag(tariff.wholeQuantity())
                .list(tiers)
                .number(tariff.commitment())
                .amount(tariff.burstPrice())
                .hash();
    }

    /// What counts the usage that is billed.
    public Meter meter() {
        return Meter.of(kind, direction);
    }

    public BillingCalendar calendar(long bucketMillis) {
        return new BillingCalendar(bucketMillis, offsetMinutes);
    }

    /// What so many units of a period cost where units are added up; the commitment at least.
    public BigInteger cost(long units) {
        return cost(BigInteger.valueOf(units));
    }

    /// What a period costs at least, once it has so many units where units are added up; the commitment is not in it.
    public BigInteger leastCost(BigInteger units) {
        return least(new Quantity(units, BigInteger.valueOf(quantum)));
    }

    /// What so many units of a period cost where units are added up; the commitment at least.
    public BigInteger cost(BigInteger units) {
        return charge(new Quantity(units, BigInteger.valueOf(quantum)));
    }

    /// What a ticket by itself may cost, at the highest price: for ranked samples in each of the
    /// periods that it lies in.
    public BigInteger worst(TicketCaps caps, long bucketMillis) {
        var calendar = calendar(bucketMillis);
        var highest = tariff.highestPrice();
        var units = BigInteger.valueOf(caps.maxUnits());
        var divisor = BigInteger.valueOf(quantum);
        long periods = 1;
        if (mode.isRanked()) {
            units = BigInteger.valueOf(caps.maxUnitsPerBucket())
                    .multiply(BigInteger.valueOf(calendar.bucketsPerSample()))
                    .multiply(BigInteger.valueOf(meter().perSecond()));
            divisor = divisor.multiply(BigInteger.valueOf(calendar.sampleMillis()));
            periods = 1
                    + calendar.period(caps.end(), mode.isMonthly()).number()
                    - calendar.period(caps.start(), mode.isMonthly()).number();
        }
        var quantity = rounding == Rounding.EXACT
                ? new Quantity(units, divisor)
                : Rounding.UP.of(new Quantity(units, divisor));
        var cost = quantity.numerator().multiply(highest);
        return Rounding.UP
                .of(new Quantity(cost, quantity.denominator()))
                .numerator()
                .multiply(BigInteger.valueOf(periods));
    }

    /// What the period is charged at its end.
    BigInteger charge(Quantity quantity) {
        return tariff.charge(rounding.of(quantity));
    }

    /// What it is charged at least, if the quantity only rises from here on; the commitment is not in it.
    BigInteger least(Quantity quantity) {
        return tariff.least(rounding.of(quantity));
    }

    /// What it is charged at most, if the quantity ends between the two.
    BigInteger most(Quantity from, Quantity to) {
        return tariff.most(rounding.of(from), rounding.of(to));
    }

    public void write(RlpListWriter list) {
        list.number(kind.code())
                .number(mode.code())
                .number(scope.code())
                .number(direction.code())
                .number(ranking.rank())
                .number(ranking.discardPerMille())
                .flag(ranking.validDays())
                .number(quantum)
                .number(rounding.code())
                .number(offsetMinutes + MAX_OFFSET)
                .flag(tariff.wholeQuantity())
                .list(
                        tariff.tiers(),
                        (items, tier) ->
                                items.list(item -> item.number(tier.from()).amount(tier.price())))
                .number(tariff.commitment())
                .amount(tariff.burstPrice());
    }

    public static BillingProfile read(RlpListReader list) {
        return new BillingProfile(
                UsageKind.of(list.smallNumber(Byte.MAX_VALUE)),
                BillingMode.of(list.smallNumber(Byte.MAX_VALUE)),
                BillingScope.of(list.smallNumber(Byte.MAX_VALUE)),
                Direction.of(list.smallNumber(Byte.MAX_VALUE)),
                new Ranking(list.smallNumber(Short.MAX_VALUE), list.smallNumber(Short.MAX_VALUE), list.flag()),
                list.number(),
                Rounding.of(list.smallNumber(Byte.MAX_VALUE)),
                list.smallNumber(2 * MAX_OFFSET) - MAX_OFFSET,
                new Tariff(
                        list.flag(),
                        list.list(
                                Tariff.MAX_TIERS, items -> items.list(item -> new Tier(item.number(), item.amount()))),
                        list.number(),
                        list.amount()));
    }
}
