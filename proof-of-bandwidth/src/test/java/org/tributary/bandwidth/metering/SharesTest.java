// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// What a scope owes is divided as the protocol has it, whatever is kept in which cell.
class SharesTest {
    private static final List<Address> PROVIDERS = IntStream.range(0, 7)
            .mapToObj(i -> Actors.key("edge " + i).address())
            .toList();

    private final MemoryCells cells = new MemoryCells();
    private final TreeMap<RatingKey, ShareReference> references = new TreeMap<>();
    private final TreeMap<RatingKey, Long> counted = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void dividesAsTheReferenceDoesAndLeavesNothingBehind(long seed) {
        var random = new Random(seed);
        var scopes = List.of(
                scope(Address.ZERO, 1), scope(Address.ZERO, 2), scope(PROVIDERS.get(0), 1), scope(PROVIDERS.get(1), 1));
        for (int window = 0; window < 300; window++) {
            // One window's, as the chain has it, or for all windows, as a bill has it: it makes no difference.
            var shares = new Shares(cells);
            for (var scope : scopes) {
                count(shares, scope, random);
                var more = random.nextInt(3) == 0 && hasUnits(scope) ? random.nextLong(1_000) : 0;
                assertThat(shares.divide(scope, Amount.of(more)))
                        .isEqualTo(reference(scope).divide(Amount.of(more)));
            }
            assertThat(cells.contents().size()).isLessThanOrEqualTo(2 * 2 * PROVIDERS.size() + 2);
        }
        scopes.forEach(new Shares(cells)::drop);
        assertThat(cells.contents()).isEmpty();
    }

    @Test
    void readsAndWritesOnlyThoseWhoBroughtSomething() {
        var scope = scope(Address.ZERO, 1);
        var all = new Shares(cells);
        IntStream.range(0, 1_000)
                .forEach(i -> all.count(scope, Actors.key("many " + i).address(), 1 + i));
        assertThat(all.divide(scope, Amount.of(5_000_000))).hasSize(1_000);

        var counting = new Counting(cells);
        var shares = new Shares(counting);
        PROVIDERS.forEach(provider -> shares.count(scope, provider, 10));
        assertThat(shares.divide(scope, Amount.of(70))).hasSize(PROVIDERS.size());

        assertThat(counting.read).isLessThanOrEqualTo(2 * PROVIDERS.size());
        assertThat(counting.written).isLessThanOrEqualTo(2 * PROVIDERS.size());
    }

    /// A commitment: nobody brought anything since the scope last owed more.
    @Test
    void whatComesWithoutUsageIsDividedByTheWholePeriod() {
        var scope = scope(Address.ZERO, 1);
        var shares = new Shares(cells);
        shares.count(scope, PROVIDERS.get(0), 30);
        shares.divide(scope, Amount.of(1));
        shares.count(scope, PROVIDERS.get(1), 10);
        shares.divide(scope, Amount.of(1));

        assertThat(shares.divide(scope, Amount.of(40)))
                .extracting(part -> Map.entry(part.provider(), part.amount()))
                .containsExactlyInAnyOrder(
                        Map.entry(PROVIDERS.get(0), Amount.of(30)), Map.entry(PROVIDERS.get(1), Amount.of(10)));
    }

    private void count(Shares shares, RatingKey scope, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            var provider = scope.provider().equals(Address.ZERO)
                    ? PROVIDERS.get(random.nextInt(PROVIDERS.size()))
                    : scope.provider();
            long units = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << random.nextInt(50));
            shares.count(scope, provider, units);
            reference(scope).count(provider, units);
            counted.merge(scope, units, Long::sum);
        }
    }

    private ShareReference reference(RatingKey scope) {
        return references.computeIfAbsent(scope, _ -> new ShareReference());
    }

    private boolean hasUnits(RatingKey scope) {
        return counted.getOrDefault(scope, 0L) > 0;
    }

    private static RatingKey scope(Address provider, long period) {
        return new RatingKey(Actors.POOL, provider, UsageKind.BYTES, Actors.hash("profile"), period);
    }

    /// Counts what is asked of the cells behind it.
    private static final class Counting implements Cells {
        private final Cells cells;
        private int read;
        private int written;

        Counting(Cells cells) {
            this.cells = cells;
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            read++;
            return cells.get(key);
        }

        @Override
        public void put(Bytes key, Bytes value) {
            written++;
            cells.put(key, value);
        }

        @Override
        public void remove(Bytes key) {
            written++;
            cells.remove(key);
        }

        @Override
        public void scan(Bytes prefix, Visitor visitor) {
            cells.scan(prefix, (key, value) -> {
                read++;
                return visitor.visit(key, value);
            });
        }
    }
}
