// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Function;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.Decoded;

/// Reads the platform contracts over `eth_call`.
public record Contracts(JsonRpc rpc) {
    public Arguments read(Address contract, Function function, AbiValue... arguments) {
        return simulate(Address.ZERO, Amount.ZERO, contract, function, arguments);
    }

    /// What a call would return now. Nothing is sent.
    public Arguments simulate(
            Address sender, Amount value, Address contract, Function function, AbiValue... arguments) {
        var call = JsonNodeFactory.instance
                .objectNode()
                .put("from", sender.toString())
                .put("value", "0x" + value.units().toString(16))
                .put("to", contract.toString())
                .put("data", function.encodeCall(arguments).toHexString());
        var result = JsonRpc.bytes(rpc.call("eth_call", call, JsonRpc.text("latest")));
        return switch (function.decodeResult(result)) {
            case Decoded.Value<Arguments>(var values) -> values;
            case Decoded.Malformed<Arguments>(var reason) ->
                throw new RemoteFailed(function.signature() + " answers something else: " + reason);
        };
    }
}
