// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.merge.TicketUsage;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;

/// No two things share a cell, over the whole range of numbers. Origin: filecoin-project/specs-actors#157,
/// where lanes and nonces of payment channels were signed; cardano-foundation/cardano-ibc-incubator#482,
/// where keys are cut to 64 bits.
class CellKeysTest {
    private static final List<Long> NUMBERS = numbers();
    private static final List<Hash> HASHES =
            List.of(Hash.ZERO, Actors.hash("a"), Actors.hash("b"), Hash.of(Bytes.repeat((byte) 0xff, 32)));

    /// Where a byte or a sign begins, and its neighbours; and many at random.
    private static List<Long> numbers() {
        var edges = LongStream.rangeClosed(0, 62)
                .flatMap(bit -> LongStream.rangeClosed(-1, 1).map(near -> (1L << bit) + near));
        var ends = LongStream.of(0, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        var random = new Random(5);
        var chance = LongStream.generate(() -> random.nextLong() >>> 1 + random.nextInt(63))
                .limit(2_000);
        return LongStream.concat(LongStream.concat(edges, ends), chance)
                .filter(number -> number >= 0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    @Test
    void keysAreDistinctAndInTheOrderOfTheirBuckets() {
        var keys = new ArrayList<Bytes>();
        for (var number : NUMBERS) {
            for (var hash : HASHES) {
                var key = MeteringState.key(new Bucket(number), hash);
                assertThat(MeteringState.bucketOf(key).number()).isEqualTo(number);
                keys.add(key);
            }
        }
        assertThat(new TreeSet<>(keys.stream().map(Bytes::toHexString).toList()))
                .hasSameSizeAs(keys);
        for (int i = HASHES.size(); i < keys.size(); i++) {
            var before = keys.get(i - HASHES.size());
            assertThat(Arrays.compareUnsigned(
                            before.toArray(), 0, 8, keys.get(i).toArray(), 0, 8))
                    .isNegative();
        }
    }

    /// A scan of a table that stops at a bucket sees what lies before it, all of it, and nothing else.
    @Test
    void aScanSeesItsOwnTableInOrder() {
        var cells = new MemoryCells();
        var state = new MeteringState(cells, Actors.RULES);
        for (var number : NUMBERS) {
            var key = MeteringState.key(new Bucket(number), Actors.hash("x"));
            state.bucketUse.put(key, number);
            state.releases.put(key, Actors.hash("release"));
            state.lapses.put(key, Actors.hash("lapse"));
            state.ordered.put(key, Actors.hash("ordered"));
        }
        assertThat(cells.contents()).hasSize(4 * NUMBERS.size());
        var seen = new ArrayList<Long>();
        state.bucketUse.scan((key, number) -> {
            assertThat(MeteringState.bucketOf(key).number()).isEqualTo(number);
            return seen.add(number);
        });
        assertThat(seen).isEqualTo(NUMBERS);
        state.lapses.scan((key, hash) -> {
            assertThat(hash).isEqualTo(Actors.hash("lapse"));
            return true;
        });
    }

    @Test
    void watermarksAndClosingTotalsReadBackOverTheWholeRange() {
        var byBucket = new TreeMap<Long, Long>();
        NUMBERS.forEach(number -> byBucket.put(number, Long.MAX_VALUE - number));
        var state = new MeteringState(new MemoryCells(), Actors.RULES);
        for (int i = 0; i < NUMBERS.size(); i += 97) {
            var usage = new TicketUsage(NUMBERS.get(i), Long.MAX_VALUE - NUMBERS.get(i), byBucket);
            state.usage.put(Actors.hash("t" + i).bytes(), usage);
            assertThat(state.usage.get(Actors.hash("t" + i).bytes())).hasValue(usage);
        }
    }

    @Test
    void ratedScopesHaveCellsOfTheirOwn() {
        var cells = new TreeSet<String>();
        int keys = 0;
        for (var kind : UsageKind.values()) {
            for (var number : NUMBERS) {
                var key = new RatingKey(Actors.POOL, Actors.PROVIDER.address(), kind, Actors.hash("profile"), number);
                assertThat(Rlp.decodeList(key.encode(), RatingKey::read).orBroken("a key"))
                        .isEqualTo(key);
                cells.add(key.encode().toHexString());
                keys++;
            }
        }
        assertThat(cells).hasSize(keys);
    }
}
