// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Invariant;

/// Asks platform contracts the way every wallet does, so that both see the same.
public record ContractReads(NetworkView network) {
    /// Nothing where the contract reverts.
    public Optional<Arguments> call(Address contract, Function function, AbiValue... arguments) {
        var request = new CallRequest(
                Address.ZERO,
                Optional.of(contract),
                BigInteger.ZERO,
                function.encodeCall(arguments),
                OptionalLong.empty());
        return switch (network.call(request)) {
            case CallOutcome.Returned returned ->
                Optional.of(function.decodeResult(returned.output()).orBroken("result of " + function.signature()));
            case CallOutcome.Reverted _ -> Optional.empty();
            case CallOutcome.Refused(var reason) ->
                throw new Invariant.Broken("a call of " + function.signature() + " is not refused: " + reason);
        };
    }
}
