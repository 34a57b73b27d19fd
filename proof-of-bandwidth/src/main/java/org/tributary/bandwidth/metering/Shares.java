// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.rating.LargestRemainder;
import org.tributary.bandwidth.rating.Part;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// Which provider brought how many of a rated scope's units: what the scope comes to owe is divided among them. The
/// chain divides with it, and a bill is verified with it.
///
/// Each provider has cells of its own, so a window writes only those that it has usage of, and reads only those that
/// brought something since their scope last owed more. Used for one window after the other.
public final class Shares {
    /// By scope and provider: units of the period up to when the scope last owed more.
    private final CellTable<Long> before;
    /// By scope and provider: units since then, where there are any.
    private final CellTable<Long> since;
    /// Of the window at hand.
    private final TreeMap<RatingKey, TreeMap<Address, Long>> fresh = new TreeMap<>();

    public Shares(Cells cells) {
        before = new CellTable<>(cells, 15, Shares::write, RlpListReader::number);
        since = new CellTable<>(cells, 16, Shares::write, RlpListReader::number);
    }

    public void count(RatingKey scope, Address provider, long units) {
        if (units > 0) {
            fresh.computeIfAbsent(scope, _ -> new TreeMap<>()).merge(provider, units, Math::addExact);
        }
    }

    /// Divides what the scope owes more than before, by the units since the last time; where there are none, by the
    /// period's units. Each part is rounded down, and what is left goes to the largest remainders, of equal ones to
    /// the lower address. The parts that are not zero, by provider.
    ///
    /// @param more 0 where nobody brought anything
    public List<Part> divide(RatingKey scope, Amount more) {
        var brought = fresh.containsKey(scope) ? fresh.remove(scope) : new TreeMap<Address, Long>();
        if (more.isZero()) {
            brought.forEach((provider, units) -> add(since, scope, provider, units));
            return List.of();
        }
        var stored = recent(scope);
        stored.forEach((provider, units) -> {
            since.remove(key(scope, provider));
            brought.merge(provider, units, Math::addExact);
        });
        var weights = brought.isEmpty() ? whole(scope) : brought;
        if (!isOfOne(scope)) {
            brought.forEach((provider, units) -> add(before, scope, provider, units));
        }
        return LargestRemainder.divide(more.units(), weights).entrySet().stream()
                .filter(part -> part.getValue().signum() > 0)
                .map(part ->
                        new Part(part.getKey(), brought.getOrDefault(part.getKey(), 0L), new Amount(part.getValue())))
                .toList();
    }

    /// The scope's period is over.
    public void drop(RatingKey scope) {
        all(before, scope).keySet().forEach(provider -> before.remove(key(scope, provider)));
        all(since, scope).keySet().forEach(provider -> since.remove(key(scope, provider)));
    }

    /// Whether all of it goes to the one provider that the key names.
    private static boolean isOfOne(RatingKey scope) {
        return !scope.provider().equals(Address.ZERO);
    }

    private SortedMap<Address, Long> recent(RatingKey scope) {
        if (!isOfOne(scope)) {
            return all(since, scope);
        }
        var recent = new TreeMap<Address, Long>();
        since.get(key(scope, scope.provider())).ifPresent(units -> recent.put(scope.provider(), units));
        return recent;
    }

    private SortedMap<Address, Long> whole(RatingKey scope) {
        return isOfOne(scope) ? new TreeMap<>(Collections.singletonMap(scope.provider(), 1L)) : all(before, scope);
    }

    private static SortedMap<Address, Long> all(CellTable<Long> table, RatingKey scope) {
        var all = new TreeMap<Address, Long>();
        table.scan(prefix(scope), (key, units) -> {
            all.put(new Address(key.slice(Hash.ZERO.bytes().size())), units);
            return true;
        });
        return all;
    }

    private static void add(CellTable<Long> table, RatingKey scope, Address provider, long units) {
        var key = key(scope, provider);
        table.put(key, Math.addExact(table.get(key).orElse(0L), units));
    }

    private static Bytes key(RatingKey scope, Address provider) {
        return Bytes.concatenate(prefix(scope), provider.bytes());
    }

    private static Bytes prefix(RatingKey scope) {
        return Keccak.hash(scope.encode()).bytes();
    }

    private static void write(long units, RlpListWriter list) {
        list.number(units);
    }
}
