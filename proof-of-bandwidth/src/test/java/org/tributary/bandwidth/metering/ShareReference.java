// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.bandwidth.rating.Part;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// One scope's shares as protocol §8 has them, all in memory and all walked each time.
final class ShareReference {
    private final TreeMap<Address, Long> whole = new TreeMap<>();
    private final TreeMap<Address, Long> since = new TreeMap<>();

    void count(Address provider, long units) {
        whole.merge(provider, units, Math::addExact);
        since.merge(provider, units, Math::addExact);
    }

    List<Part> divide(Amount more) {
        if (more.isZero()) {
            return List.of();
        }
        boolean idle = since.values().stream().allMatch(units -> units == 0);
        var weights = idle ? whole : since;
        var sum = weights.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        var parts = new TreeMap<Address, BigInteger>();
        var left = more.units();
        for (var weight : weights.entrySet()) {
            var part =
                    more.units().multiply(BigInteger.valueOf(weight.getValue())).divide(sum);
            parts.put(weight.getKey(), part);
            left = left.subtract(part);
        }
        var byRemainder = new ArrayList<>(weights.entrySet());
        byRemainder.sort(Comparator.comparing((Map.Entry<Address, Long> weight) -> more.units()
                        .multiply(BigInteger.valueOf(weight.getValue()))
                        .mod(sum)
                        .negate())
                .thenComparing(Map.Entry::getKey));
        for (int i = 0; i < left.intValueExact(); i++) {
            parts.merge(byRemainder.get(i).getKey(), BigInteger.ONE, BigInteger::add);
        }
        var found = new ArrayList<Part>();
        parts.forEach((provider, part) -> {
            if (part.signum() > 0) {
                found.add(new Part(provider, since.getOrDefault(provider, 0L), new Amount(part)));
            }
        });
        since.clear();
        return found;
    }
}
