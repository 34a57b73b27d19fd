// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.primitives.Amount;

class RlpTest {
    /// Ethereum's examples (Yellow Paper appendix B, ethereum/tests rlptest), each as the one item of a list.
    @ParameterizedTest
    @CsvSource({
        "0x, 80",
        "0x00, 00",
        "0x01, 01",
        "0x7f, 7f",
        "0x80, 8180",
        "0x646f67, 83646f67",
        "0x0400, 820400",
    })
    void shortStrings(String item, String encoded) {
        var bytes = Bytes.fromHexString(item);
        assertThat(tail(list -> list.bytes(bytes))).isEqualTo(Bytes.fromHexString(encoded));
        assertThat(Rlp.decodeList(Rlp.list(list -> list.bytes(bytes)), list -> list.bytes(32)))
                .isEqualTo(new Decoded.Value<>(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 80",
        "1, 01",
        "127, 7f",
        "128, 8180",
        "1000, 8203e8",
        "100000, 830186a0",
        "9223372036854775807, 887fffffffffffffff",
    })
    void numbers(long number, String encoded) {
        assertThat(tail(list -> list.number(number))).isEqualTo(Bytes.fromHexString(encoded));
        assertThat(Rlp.decodeList(Rlp.list(list -> list.number(number)), RlpListReader::number))
                .isEqualTo(new Decoded.Value<>(number));
    }

    @Test
    void bigNumbersOfEthereumsTests() {
        var number = new BigInteger("83729609699884896815286331701780722");
        assertThat(tail(list -> list.number(number)))
                .isEqualTo(Bytes.fromHexString("0x8f102030405060708090a0b0c0d0e0f2"));
        assertThat(tail(list -> list.amount(Amount.ZERO))).isEqualTo(Bytes.of(0x80));
    }

    @Test
    void listsOfEthereumsTests() {
        assertThat(Rlp.list(list -> {})).isEqualTo(Bytes.of(0xc0));
        assertThat(Rlp.list(list -> list.text("dog").text("god").text("cat")))
                .isEqualTo(Bytes.fromHexString("0xcc83646f6783676f6483636174"));
        assertThat(Rlp.list(list -> list.list(i -> {})
                        .list(i -> i.list(j -> {}))
                        .list(i -> i.list(j -> {}).list(j -> j.list(k -> {})))))
                .isEqualTo(Bytes.fromHexString("0xc7c0c1c0c3c0c1c0"));
    }

    @Test
    void longStringOfEthereumsTests() {
        var text = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";
        assertThat(tail(list -> list.text(text)))
                .isEqualTo(Bytes.fromHexString("0xb838" + "4c6f72656d20697073756d20646f6c6f722073697420616d65742c2063"
                        + "6f6e7365637465747572206164697069736963696e6720656c6974"));
    }

    /// One value has one form. Each of these means something only to a lenient reader.
    @ParameterizedTest
    @CsvSource({
        "c28100, one byte below 128 with a length of its own",
        "c2817f, the same at the upper end",
        "c3b80161, long form for one byte",
        "c6b80461626364, long form for a short string",
        "c7b9000461626364, leading zero in the length of a string",
        "f80161, long form for a short list",
        "f9000161, leading zero in the length of a list",
        "c161ff, a byte after the end",
        "c161c0, a list after the end",
        "c0, too few items",
        "c26161, too many items",
        "c2c161, a list where a string belongs",
        "61, no list",
        "8161, no list and not minimal",
        "c28261, a string beyond the end of its list",
        "c561, a list beyond the end",
        "ff, a length of 8 bytes that are not there",
        "ffffffffffffffffff, a length of 2^64 − 1",
        "c9bfffffffffffffffff, a string length of 2^64 − 1",
        "c9bf7fffffffffffffff, a string length of 2^63 − 1",
        "f87fffffffff, a list of 127 bytes that are not there",
        "'', nothing",
    })
    void otherFormsAreRefused(String encoded, String why) {
        assertThat(Rlp.decodeList(Bytes.fromHexString(encoded), list -> list.bytes(100)))
                .as(why)
                .isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"c100", "c3820001", "c98900ffffffffffffffff", "c989010000000000000000", "c9888000000000000000"})
    void numbersWithLeadingZerosOrOutOfRangeAreRefused(String encoded) {
        assertThat(Rlp.decodeList(Bytes.fromHexString(encoded), RlpListReader::number))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void textThatIsNoUtf8IsRefused() {
        assertThat(Rlp.decodeList(Bytes.fromHexString("0xc281ff"), list -> list.text(9)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        Bytes nested = Bytes.of(0xc0);
        for (int i = 0; i < 40; i++) {
            nested = wrap(nested);
        }
        assertThat(Rlp.decodeList(nested, list -> list.bytes(9))).isInstanceOf(Decoded.Malformed.class);
    }

    /// Whatever decodes from arbitrary bytes encodes to the same bytes again: there is no second form.
    @Test
    void whatDecodesHasOneForm() {
        var random = new Random(712);
        int decoded = 0;
        for (int i = 0; i < 200_000; i++) {
            var bytes = Bytes.random(1 + random.nextInt(8), random).toArray();
            bytes[0] = (byte) (0xc0 + random.nextInt(9));
            Function<RlpListReader, Bytes> twoItems =
                    list -> Rlp.list(again -> again.bytes(list.bytes(9)).number(list.number()));
            if (Rlp.decodeList(Bytes.wrap(bytes), twoItems) instanceof Decoded.Value<Bytes>(var again)) {
                assertThat(again).isEqualTo(Bytes.wrap(bytes));
                decoded++;
            }
        }
        assertThat(decoded).isPositive();
    }

    private static Bytes wrap(Bytes item) {
        return Rlp.list(list -> list.encoded(item));
    }

    /// The item's bytes, without the head of the list around it.
    private static Bytes tail(Consumer<RlpListWriter> item) {
        var list = Rlp.list(item);
        int head = (list.get(0) & 0xff) <= 0xf7 ? 1 : 1 + (list.get(0) & 0xff) - 0xf7;
        return list.slice(head);
    }
}
