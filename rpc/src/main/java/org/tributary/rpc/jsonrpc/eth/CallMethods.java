// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.CallOutcome;
import org.tributary.ledger.view.CallRequest;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Address;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.jsonrpc.method.TimeLimit;

/// Calls that change nothing.
public final class CallMethods implements MethodGroup {
    private final NetworkView view;
    private final TimeLimit timeLimit;

    public CallMethods(NetworkView view, TimeLimit timeLimit) {
        this.view = view;
        this.timeLimit = timeLimit;
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_call", timeLimit.on(this::call), "transaction", "block?", "overrides?"),
                Method.of("eth_estimateGas", timeLimit.on(this::estimateGas), "transaction", "block?", "overrides?"));
    }

    private Answer call(Params params) {
        return answer(params, returned -> Answer.of(Json.hex(returned.output())));
    }

    private Answer estimateGas(Params params) {
        return answer(params, returned -> Answer.of(Json.quantity(returned.gasUsed())));
    }

    private interface OnReturn {
        Answer show(CallOutcome.Returned returned);
    }

    private Answer answer(Params params, OnReturn onReturn) {
        var request = request(params.at(0));
        params.optional(2)
                .filter(overrides -> !overrides.isObject() || !overrides.node().isEmpty())
                .ifPresent(overrides -> {
                    throw overrides.wrong("state overrides are not supported");
                });
        var refusal = StateAt.refusal(view, params.optional(1));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (view.call(request)) {
            case CallOutcome.Returned returned -> onReturn.show(returned);
            case CallOutcome.Reverted(var reason, var data) -> RpcError.reverted(reason, data);
            case CallOutcome.Refused(var reason) -> RpcError.refused(reason);
        };
    }

    private CallRequest request(Argument transaction) {
        var gas = transaction.field("gas").map(Argument::number);
        return new CallRequest(
                transaction.field("from").map(Argument::address).orElse(Address.ZERO),
                transaction.field("to").map(Argument::address),
                transaction.field("value").map(Argument::quantity).orElse(BigInteger.ZERO),
                input(transaction),
                gas.isPresent() ? OptionalLong.of(Math.min(gas.get(), view.gasLimit())) : OptionalLong.empty());
    }

    /// Older libraries say `data`, newer ones `input`, and careful ones both.
    private static Bytes input(Argument transaction) {
        var data = transaction.field("data").map(Argument::bytes);
        var input = transaction.field("input").map(Argument::bytes);
        if (data.isPresent() && input.isPresent() && !data.equals(input)) {
            throw transaction.wrong("both \"data\" and \"input\" are set and not equal. "
                    + "Please use \"input\" to pass transaction call data");
        }
        return input.or(() -> data).orElse(Bytes.EMPTY);
    }
}
