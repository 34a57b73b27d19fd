// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;

class AbiCodecTest {
    private static final Function PAY = Function.of("pay(address,uint64,bytes,string)");
    private static final int SELECTOR_DIGITS = 8;

    @Test
    void whatIsEncodedDecodesToItself() {
        var abi = new RandomAbi(new SplittableRandom(1));
        for (int i = 0; i < 5_000; i++) {
            var types = abi.types();
            var values = abi.values(types);
            assertThat(AbiDecoder.decode(types, AbiEncoder.encode(types, values)))
                    .as("%s", types)
                    .isEqualTo(new Decoded.Value<>(new Arguments(values)));
        }
    }

    @Test
    void mutatedBytesNeverThrowAndWhatDecodesIsCanonical() {
        var random = new SplittableRandom(2);
        var abi = new RandomAbi(random);
        int decoded = 0;
        for (int i = 0; i < 2_000; i++) {
            var types = abi.types();
            var original = AbiEncoder.encode(types, abi.values(types));
            for (int j = 0; j < 20; j++) {
                var mutated = mutated(original, random);
                if (AbiDecoder.decode(types, mutated) instanceof Decoded.Value<Arguments>(var arguments)) {
                    decoded++;
                    assertThat(AbiEncoder.encode(types, arguments.values())).isEqualTo(mutated);
                }
            }
        }
        assertThat(decoded).as("some mutations only change a value").isPositive();
    }

    /// Each case replaces one word of the arguments of a good call.
    @ParameterizedTest
    @CsvSource({
        "0, 0100000000000000000000000000000000000000000000000000000000000001, padding",
        "1, 0000000000000000000000000000000000000000000000010000000000000000, range",
        "2, 0000000000000000000000000000000000000000000000000000000000000000, offset",
        "2, 00000000000000000000000000000000000000000000000000000000000000a0, offset",
        "2, 0000000000000000000000000000000000000000000000000000000080000080, range",
        "2, 0000000000000000000000000000000100000000000000000000000000000080, range",
        "3, 0000000000000000000000000000000000000000000000000000000000000080, offset",
        "4, 0000000000000000000000000000000000000000000000000000000000000002, padding",
        "4, 000000000000000000000000000000000000000000000000000000007fffffff, too early",
        "5, abcdef0000000000000000000000000000000000000000000000000000000001, padding",
        "7, c328000000000000000000000000000000000000000000000000000000000000, UTF-8"
    })
    void otherEncodingsAreRefused(int word, String replacement, String reason) {
        var good = PAY.encodeCall(
                AbiValue.of(Address.reserved(1)),
                AbiValue.of(Long.MAX_VALUE),
                AbiValue.of(Bytes.of(0xab, 0xcd, 0xef)),
                AbiValue.of("hi"));
        assertThat(PAY.decodeCall(good)).isInstanceOf(Decoded.Value.class);
        var hex = good.toUnprefixedHexString();
        int start = SELECTOR_DIGITS + 64 * word;
        var changed = Bytes.fromHexString(hex.substring(0, start) + replacement + hex.substring(start + 64));
        assertThat(PAY.decodeCall(changed))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }

    @Test
    void boolsAreZeroOrOne() {
        var function = Function.of("f(bool)");
        var call = Bytes.concatenate(function.selector(), Bytes.wrap(new byte[31]), Bytes.of(2));
        assertThat(function.decodeCall(call)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        var function = Function.of("f(uint8)");
        var call = function.encodeCall(AbiValue.of(1));
        assertThat(function.decodeCall(Bytes.concatenate(call, Bytes.of(0)))).isInstanceOf(Decoded.Malformed.class);
        assertThat(function.decodeCall(call.slice(0, call.size() - 1))).isInstanceOf(Decoded.Malformed.class);
    }

    /// 2^31 − 1 elements in a hundred bytes must not be allocated.
    @Test
    void hugeArraysAreRefusedBeforeTheyAreRead() {
        var function = Function.of("f((uint8,bytes)[])");
        var call = Bytes.concatenate(
                function.selector(),
                Bytes.fromHexString("0x" + "0".repeat(62) + "20"),
                Bytes.fromHexString("0x" + "0".repeat(56) + "7fffffff"));
        assertThat(function.decodeCall(call))
                .isEqualTo(new Decoded.Malformed<>("malformed ABI: an array is longer than the input"));
    }

    @Test
    void valuesThatDoNotFitTheirTypeAreOurMistake() {
        assertThatThrownBy(() -> Function.of("f(uint8)").encodeCall(AbiValue.of(256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Function.of("f(bytes4)").encodeCall(AbiValue.of(Bytes.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Function.of("f(address)").encodeCall(AbiValue.of(BigInteger.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Function.of("f(bool[2])").encodeCall(AbiValue.array(List.of(AbiValue.of(true)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Function.of("f(bool)").encodeCall()).isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes mutated(Bytes original, SplittableRandom random) {
        var bytes = MutableBytes.create(original.size());
        original.copyTo(bytes);
        if (bytes.isEmpty() || random.nextInt(8) == 0) {
            return Bytes.concatenate(bytes, Bytes.wrap(new byte[random.nextInt(33)]));
        }
        int at = random.nextInt(bytes.size());
        switch (random.nextInt(4)) {
            case 0 -> bytes.set(at, (byte) random.nextInt(256));
            case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
            // The low byte of some word: offsets and lengths are there.
            case 2 -> bytes.set(at | 31, (byte) (bytes.get(at | 31) + 32 * random.nextInt(-2, 3)));
            default -> {
                return bytes.slice(0, at);
            }
        }
        return bytes;
    }
}
