// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes16;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.StaticArray2;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/// Against Web3j, whose wrappers DApps call the platform contracts with. A struct stands for an argument list: both
/// encode alike.
class Web3jAbiTest {
    private static final int ROUNDS = 300;

    private final RandomAbi random = new RandomAbi(new SplittableRandom(5));

    @Test
    void elementaryValuesEncodeAlike() {
        var function = Function.of("f(address,bool,uint8,uint64,uint256,bytes16,bytes32,bytes,string)");
        for (int i = 0; i < ROUNDS; i++) {
            var values = random.values(Function.types(function.parameters()));
            var ours = new Arguments(values);
            assertAlike(
                    function,
                    values,
                    new DynamicStruct(
                            account(ours, 0),
                            new Bool(ours.flag(1)),
                            new Uint8(ours.number(2)),
                            new Uint64(ours.number(3)),
                            new Uint256(ours.number(4)),
                            new Bytes16(ours.bytes(5).toArray()),
                            new Bytes32(ours.bytes(6).toArray()),
                            new DynamicBytes(ours.bytes(7).toArray()),
                            new Utf8String(ours.text(8))));
        }
    }

    @Test
    void arraysEncodeAlike() {
        var function = Function.of("f(uint256[],address[],string[],uint64[2])");
        for (int i = 0; i < ROUNDS; i++) {
            var values = random.values(Function.types(function.parameters()));
            var ours = new Arguments(values);
            assertAlike(
                    function,
                    values,
                    new DynamicStruct(
                            new DynamicArray<>(Uint256.class, numbers(ours.sequence(0))),
                            new DynamicArray<>(Address.class, accounts(ours.sequence(1))),
                            new DynamicArray<>(Utf8String.class, texts(ours.sequence(2))),
                            new StaticArray2<>(
                                    Uint64.class,
                                    new Uint64(ours.sequence(3).number(0)),
                                    new Uint64(ours.sequence(3).number(1)))));
        }
    }

    @Test
    void tuplesEncodeAlike() {
        var function = Function.of("f((uint256,address),(string,bytes32),uint8)");
        for (int i = 0; i < ROUNDS; i++) {
            var values = random.values(Function.types(function.parameters()));
            var ours = new Arguments(values);
            var second = ours.sequence(1);
            assertAlike(
                    function,
                    values,
                    new DynamicStruct(
                            new StaticStruct(new Uint256(ours.sequence(0).number(0)), account(ours.sequence(0), 1)),
                            new DynamicStruct(
                                    new Utf8String(second.text(0)),
                                    new Bytes32(second.bytes(1).toArray())),
                            new Uint8(ours.number(2))));
        }
    }

    @Test
    void arraysOfStructsEncodeAlike() {
        var function = Function.of("f((address,string)[])");
        for (int i = 0; i < ROUNDS; i++) {
            var values = random.values(Function.types(function.parameters()));
            var rows = new Arguments(values).sequence(0);
            var theirs = IntStream.range(0, rows.size())
                    .mapToObj(rows::sequence)
                    .map(row -> new DynamicStruct(account(row, 0), new Utf8String(row.text(1))))
                    .toList();
            assertAlike(function, values, new DynamicStruct(new DynamicArray<>(DynamicStruct.class, theirs)));
        }
    }

    @Test
    void topicsAreAlike() {
        assertThat(Event.of("Paid(address indexed provider, (uint64,bytes32)[] rows)")
                        .topic0())
                .hasToString(EventEncoder.buildEventSignature("Paid(address,(uint64,bytes32)[])"));
    }

    private static void assertAlike(Function function, List<AbiValue> values, DynamicStruct theirs) {
        var call = function.encodeCall(values.toArray(AbiValue[]::new));
        assertThat(call.slice(Function.SELECTOR_SIZE))
                .as("%s", values)
                .isEqualTo(Bytes.fromHexString(TypeEncoder.encode(theirs)));
        assertThat(function.decodeCall(call).orBroken("call").values()).isEqualTo(values);
    }

    private static Address account(Arguments arguments, int position) {
        return new Address(arguments.address(position).toString());
    }

    private static List<Uint256> numbers(Arguments elements) {
        return positions(elements)
                .mapToObj(i -> new Uint256(elements.number(i)))
                .toList();
    }

    private static List<Address> accounts(Arguments elements) {
        return positions(elements).mapToObj(i -> account(elements, i)).toList();
    }

    private static List<Utf8String> texts(Arguments elements) {
        return positions(elements)
                .mapToObj(i -> new Utf8String(elements.text(i)))
                .toList();
    }

    private static IntStream positions(Arguments elements) {
        return IntStream.range(0, elements.size());
    }
}
