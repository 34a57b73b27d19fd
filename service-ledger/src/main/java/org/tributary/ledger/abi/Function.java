// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// A function of a contract: `Function.of("balanceOf(address owner)", "(uint256)")`. Names of parameters are optional.
///
/// @param results the types of what it returns; empty for nothing
public record Function(String name, List<Parameter> parameters, List<AbiType> results, Bytes selector) {
    public static final int SELECTOR_SIZE = 4;

    public Function {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    /// One that returns nothing.
    public static Function of(String signature) {
        return of(signature, "()");
    }

    /// @throws IllegalArgumentException where either is not written as Solidity would
    public static Function of(String signature, String results) {
        var parsed = SignatureParser.parse(signature);
        var canonical = parsed.name() + AbiType.names(types(parsed.parameters()));
        var hash = Keccak.hash(Bytes.wrap(canonical.getBytes(StandardCharsets.UTF_8)));
        return new Function(
                parsed.name(),
                parsed.parameters(),
                types(SignatureParser.parse(results).parameters()),
                hash.bytes().slice(0, SELECTOR_SIZE));
    }

    /// As the selector is the hash of: `balanceOf(address)`.
    public String signature() {
        return name + AbiType.names(types(parameters));
    }

    /// Selector and arguments: the input of a transaction.
    public Bytes encodeCall(AbiValue... arguments) {
        return Bytes.concatenate(selector, AbiEncoder.encode(types(parameters), List.of(arguments)));
    }

    /// Reads what [#encodeCall] writes, and nothing else.
    public Decoded<Arguments> decodeCall(Bytes input) {
        if (input.size() < SELECTOR_SIZE || !input.slice(0, SELECTOR_SIZE).equals(selector)) {
            return new Decoded.Malformed<>("not a call of " + signature());
        }
        return AbiDecoder.decode(types(parameters), input.slice(SELECTOR_SIZE));
    }

    public Bytes encodeResult(AbiValue... values) {
        return AbiEncoder.encode(results, List.of(values));
    }

    public Decoded<Arguments> decodeResult(Bytes output) {
        return AbiDecoder.decode(results, output);
    }

    static List<AbiType> types(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::type).toList();
    }
}
