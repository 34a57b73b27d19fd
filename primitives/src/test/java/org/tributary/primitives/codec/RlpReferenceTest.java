// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPReader;
import org.apache.tuweni.rlp.RLPWriter;
import org.junit.jupiter.api.Test;

/// Ours against Tuweni's, on whatever chance makes.
class RlpReferenceTest {
    private static final int[] SIZES = {0, 1, 1, 2, 31, 54, 55, 56, 57, 255, 256, 257, 1_000, 70_000};

    /// Strings as bytes, numbers, and lists of all three.
    private static Object item(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 4)) {
            case 0 -> Bytes.random(SIZES[random.nextInt(SIZES.length)], random);
            case 1 -> random.nextLong() >>> (1 + random.nextInt(63));
            case 2 -> new BigInteger(random.nextInt(257), random);
            default -> items(random, depth - 1);
        };
    }

    private static List<Object> items(Random random, int depth) {
        var items = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            items.add(item(random, depth));
        }
        return items;
    }

    private static void write(RlpListWriter out, Object item) {
        switch (item) {
            case Bytes bytes -> out.bytes(bytes);
            case Long number -> out.number(number);
            case BigInteger number -> out.number(number);
            case List<?> list -> out.list(inner -> list.forEach(each -> write(inner, each)));
            default -> throw new AssertionError(item);
        }
    }

    private static void write(RLPWriter out, Object item) {
        switch (item) {
            case Bytes bytes -> out.writeValue(bytes);
            case Long number -> out.writeLong(number);
            case BigInteger number -> out.writeBigInteger(number);
            case List<?> list -> out.writeList(inner -> list.forEach(each -> write(inner, each)));
            default -> throw new AssertionError(item);
        }
    }

    @Test
    void writesWhatTheReferenceWrites() {
        var random = new Random(4_711);
        for (int i = 0; i < 3_000; i++) {
            var items = items(random, 4);
            assertThat(Rlp.list(out -> items.forEach(item -> write(out, item))))
                    .isEqualTo(RLP.encodeList(out -> items.forEach(item -> write(out, item))));
        }
    }

    private static Object read(RlpListReader in) {
        var items = new ArrayList<>();
        while (!in.isComplete()) {
            items.add(in.bytes(Integer.MAX_VALUE));
        }
        return items;
    }

    private static Object read(RLPReader in) {
        var items = new ArrayList<>();
        while (!in.isComplete()) {
            items.add(in.readValue());
        }
        return items;
    }

    private static Decoded<Object> reference(Bytes bytes) {
        try {
            return new Decoded.Value<>(RLP.decode(bytes, outer -> {
                var value = outer.readList(RlpReferenceTest::read);
                if (!outer.isComplete()) {
                    throw new IllegalArgumentException("bytes after the end");
                }
                return value;
            }));
        } catch (RLPException | IllegalArgumentException malformed) {
            return new Decoded.Malformed<>("refused");
        }
    }

    /// Valid lists of strings with a byte changed, and short ones out of thin air.
    @Test
    void takesAndRefusesWhatTheReferenceTakesAndRefuses() {
        var random = new Random(815);
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            var bytes = (i % 2 == 0 ? mutated(random) : Bytes.random(1 + random.nextInt(6), random)).toArray();
            if (i % 4 == 1) {
                bytes[0] = (byte) (0xc0 + bytes.length - 1);
            }
            var ours = Rlp.decodeList(Bytes.wrap(bytes), RlpReferenceTest::read);
            var theirs = reference(Bytes.wrap(bytes));
            if (theirs instanceof Decoded.Value<Object>) {
                assertThat(ours).isEqualTo(theirs);
                taken++;
            } else {
                assertThat(ours).as(Bytes.wrap(bytes).toHexString()).isInstanceOf(Decoded.Malformed.class);
                refused++;
            }
        }
        assertThat(taken).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static Bytes mutated(Random random) {
        var items = new ArrayList<Bytes>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(Bytes.random(SIZES[random.nextInt(12)], random));
        }
        var bytes = Rlp.list(out -> items.forEach(out::bytes)).toArray();
        // Heads are what matters: mostly near the beginning.
        bytes[random.nextInt(Math.min(bytes.length, 4))] = (byte) random.nextInt(256);
        return Bytes.wrap(bytes);
    }
}
