// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.codec.Decoded;

/// The examples of the Solidity documentation, "Contract ABI Specification".
class AbiVectorsTest {
    @Test
    void staticValues() {
        assertEncodes(
                Function.of("baz(uint32 x, bool y)"),
                "0xcdcd77c0" + word("45") + word("1"),
                AbiValue.of(69),
                AbiValue.of(true));
    }

    @Test
    void arrayOfFixedLength() {
        assertEncodes(
                Function.of("bar(bytes3[2])"),
                "0xfce353f6" + "616263" + "0".repeat(58) + "646566" + "0".repeat(58),
                AbiValue.array(List.of(ascii("abc"), ascii("def"))));
    }

    @Test
    void dynamicValues() {
        assertEncodes(
                Function.of("sam(bytes,bool,uint256[])"),
                "0xa5643bf2" + word("60") + word("1") + word("a0") + word("4") + "64617665" + "0".repeat(56) + word("3")
                        + word("1") + word("2") + word("3"),
                ascii("dave"),
                AbiValue.of(true),
                numbers(1, 2, 3));
    }

    @Test
    void mixedValues() {
        assertEncodes(
                Function.of("f(uint256,uint32[],bytes10,bytes)"),
                "0x8be65246" + word("123") + word("80") + "31323334353637383930" + "0".repeat(44) + word("e0")
                        + word("2") + word("456") + word("789")
                        + word("d") + "48656c6c6f2c20776f726c6421" + "0".repeat(38),
                AbiValue.of(0x123),
                numbers(0x456, 0x789),
                ascii("1234567890"),
                ascii("Hello, world!"));
    }

    @Test
    void nestedArrays() {
        assertEncodes(
                Function.of("g(uint256[][],string[])"),
                "0x2289b18c" + word("40") + word("140")
                        + word("2") + word("40") + word("a0") + word("2") + word("1") + word("2") + word("1")
                        + word("3")
                        + word("3") + word("60") + word("a0") + word("e0")
                        + word("3") + "6f6e65" + "0".repeat(58)
                        + word("3") + "74776f" + "0".repeat(58)
                        + word("5") + "7468726565" + "0".repeat(54),
                AbiValue.array(List.of(numbers(1, 2), numbers(3))),
                AbiValue.array(List.of(AbiValue.of("one"), AbiValue.of("two"), AbiValue.of("three"))));
    }

    @Test
    void revertReason() {
        var encoded = Revert.encode("Not enough Ether provided.");
        assertThat(encoded)
                .isEqualTo(Bytes.fromHexString("0x08c379a0" + word("20") + word("1a")
                        + "4e6f7420656e6f7567682045746865722070726f76696465642e" + "0".repeat(12)));
        assertThat(Revert.decode(encoded)).isEqualTo(new Decoded.Value<>("Not enough Ether provided."));
    }

    private static void assertEncodes(Function function, String hex, AbiValue... arguments) {
        var encoded = Bytes.fromHexString(hex);
        assertThat(function.encodeCall(arguments)).isEqualTo(encoded);
        assertThat(function.decodeCall(encoded)).isEqualTo(new Decoded.Value<>(new Arguments(List.of(arguments))));
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }

    private static AbiValue ascii(String text) {
        return AbiValue.of(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static AbiValue numbers(long... numbers) {
        return AbiValue.array(Arrays.stream(numbers).mapToObj(AbiValue::of).toList());
    }
}
