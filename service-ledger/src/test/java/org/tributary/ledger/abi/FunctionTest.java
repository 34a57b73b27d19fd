// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.Decoded;

class FunctionTest {
    private static final Function TRANSFER = Function.of("transfer(address to, uint256 value)", "(bool)");
    private static final Function BALANCE = Function.of("balanceOf(address)", "(uint256 balance)");
    private static final FunctionTable<String> TABLE =
            FunctionTable.<String>empty().with(TRANSFER, "transfer").with(BALANCE, "balance");

    @Test
    void selectorsAreThoseOfErc20() {
        assertThat(TRANSFER.selector()).isEqualTo(Bytes.fromHexString("0xa9059cbb"));
        assertThat(BALANCE.selector()).isEqualTo(Bytes.fromHexString("0x70a08231"));
    }

    @Test
    void namesOfParametersAreNoPartOfTheSignature() {
        assertThat(Function.of("f( (uint8 a, bytes16[2][] b) c , string d)").signature())
                .isEqualTo("f((uint8,bytes16[2][]),string)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f",
                "f(",
                "f(uint)",
                "f(uint7)",
                "f(uint264)",
                "f(uint08)",
                "f(bytes33)",
                "f(int256)",
                "f(bool,)",
                "f(bool)x",
                "f(bool[0])",
                "f(())",
                "f(bool[)"
            })
    void badSignaturesThrow(String signature) {
        assertThatThrownBy(() -> Function.of(signature)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTableFindsTheFunctionOfACall() {
        var to = Address.reserved(3);
        var call = TABLE.decode(TRANSFER.encodeCall(AbiValue.of(to), AbiValue.of(Amount.of(7))))
                .orBroken("call");
        assertThat(call.meaning()).isEqualTo("transfer");
        assertThat(call.arguments().address(0)).isEqualTo(to);
        assertThat(call.arguments().amount(1)).contains(Amount.of(7));
    }

    @Test
    void callsOfUnknownFunctionsAreMalformed() {
        assertThat(TABLE.decode(Bytes.of(1, 2, 3))).isInstanceOf(Decoded.Malformed.class);
        assertThat(TABLE.decode(Bytes.of(1, 2, 3, 4))).isInstanceOf(Decoded.Malformed.class);
        assertThat(BALANCE.decodeCall(TRANSFER.encodeCall(AbiValue.of(Address.ZERO), AbiValue.of(1))))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aTableHasNoTwoFunctionsWithOneSelector() {
        assertThatThrownBy(() -> TABLE.with(TRANSFER, "again")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resultsAreTyped() {
        var result = BALANCE.encodeResult(AbiValue.of(BigInteger.TEN));
        assertThat(BALANCE.decodeResult(result).orBroken("result").number(0)).isEqualTo(BigInteger.TEN);
        assertThat(Function.of("f()").encodeResult()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void amountsAboveTheMostThereCanBeAreNone() {
        var call = TRANSFER.encodeCall(AbiValue.of(Address.ZERO), AbiValue.of(BigInteger.ONE.shiftLeft(128)));
        assertThat(TRANSFER.decodeCall(call).orBroken("call").amount(1)).isEmpty();
    }

    @Test
    void everyKindOfArgumentIsReadByItsPosition() {
        var function = Function.of("f(bool,bytes32,bytes,string,(uint8,address)[],uint56)");
        var arguments = function.decodeCall(function.encodeCall(
                        AbiValue.of(true),
                        AbiValue.of(Hash.ZERO),
                        AbiValue.of(Bytes.of(1)),
                        AbiValue.of("two"),
                        AbiValue.array(List.of(AbiValue.tuple(AbiValue.of(4), AbiValue.of(Address.ZERO)))),
                        AbiValue.of((1L << 56) - 1)))
                .orBroken("call");
        assertThat(arguments.size()).isEqualTo(6);
        assertThat(arguments.flag(0)).isTrue();
        assertThat(arguments.hash(1)).isEqualTo(Hash.ZERO);
        assertThat(arguments.bytes(2)).isEqualTo(Bytes.of(1));
        assertThat(arguments.text(3)).isEqualTo("two");
        assertThat(arguments.sequence(4).sequence(0).smallNumber(0)).isEqualTo(4);
        assertThat(arguments.smallNumber(5)).isEqualTo((1L << 56) - 1);
    }

    @Test
    void askingForAnotherTypeThanTheSignatureHasHalts() {
        var arguments = BALANCE.decodeCall(BALANCE.encodeCall(AbiValue.of(Address.ZERO)))
                .orBroken("call");
        assertThatThrownBy(() -> arguments.number(0)).isInstanceOf(Invariant.Broken.class);
        assertThatThrownBy(() -> arguments.address(1)).isInstanceOf(Invariant.Broken.class);
    }
}
