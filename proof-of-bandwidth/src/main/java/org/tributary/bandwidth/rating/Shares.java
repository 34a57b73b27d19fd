// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Which provider brought how many of a scope's units: an amount that the scope owes is divided among
/// them.
public final class Shares {
    private final TreeMap<Address, Share> byProvider = new TreeMap<>();

    /// @param units in the period
    /// @param since the scope last owed more
    private record Share(long units, long since) {
        static final Share NONE = new Share(0, 0);

        Share plus(long more) {
            return new Share(Math.addExact(units, more), Math.addExact(since, more));
        }
    }

    /// What one provider gets.
    ///
    /// @param units of the provider since the scope last owed more
    public record Part(long units, Amount amount) {}

    boolean isEmpty() {
        return byProvider.values().stream().allMatch(share -> share.units() == 0);
    }

    public void count(Address provider, long units) {
        byProvider.merge(provider, Share.NONE.plus(units), (before, ignored) -> before.plus(units));
    }

    /// Divides what the scope owes more than before, by the units since the last time; where there are
    /// none, by the period's units. Each part is rounded down, and what is left goes to the largest
    /// remainders, of equal ones to the lower address. The parts that are not zero, by provider.
    ///
    /// @param amount 0 where nobody brought anything
    public SortedMap<Address, Part> divide(Amount amount) {
        if (amount.isZero()) {
            return Collections.emptySortedMap();
        }
        var since = new TreeMap<Address, Long>();
        var whole = new TreeMap<Address, Long>();
        byProvider.forEach((provider, share) -> {
            since.put(provider, share.since());
            whole.put(provider, share.units());
        });
        boolean idle = since.values().stream().allMatch(units -> units == 0);
        var amounts = LargestRemainder.divide(amount.units(), idle ? whole : since);
        var parts = new TreeMap<Address, Part>();
        amounts.forEach((provider, part) -> {
            if (part.signum() > 0) {
                parts.put(provider, new Part(since.getOrDefault(provider, 0L), new Amount(part)));
            }
        });
        byProvider.replaceAll((provider, share) -> new Share(share.units(), 0));
        return parts;
    }

    public void write(RlpListWriter list) {
        byProvider.forEach((provider, share) ->
                list.address(provider).number(share.units()).number(share.since()));
    }

    public static Shares read(RlpListReader list) {
        var shares = new Shares();
        while (!list.isComplete()) {
            shares.byProvider.put(list.address(), new Share(list.number(), list.number()));
        }
        return shares;
    }
}
