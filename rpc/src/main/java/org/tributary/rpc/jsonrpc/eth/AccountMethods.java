// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;

/// What an account has.
public final class AccountMethods implements MethodGroup {
    private final NetworkView view;

    public AccountMethods(NetworkView view) {
        this.view = view;
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_getBalance", this::balance, "address", "block?"),
                Method.of("eth_getTransactionCount", this::transactionCount, "address", "block?"),
                Method.of("eth_getCode", this::code, "address", "block?"),
                Method.of("eth_getStorageAt", this::storage, "address", "slot", "block?"));
    }

    private Answer balance(Params params) {
        var account = params.at(0).address();
        return at(params, 1, () -> Json.quantity(view.balance(account)));
    }

    private Answer transactionCount(Params params) {
        var account = params.at(0).address();
        boolean pending = BlockReference.read(params.optional(1)).isPending();
        return at(params, 1, () -> Json.quantity(pending ? view.pendingNonce(account) : view.nonce(account)));
    }

    private Answer code(Params params) {
        var account = params.at(0).address();
        return at(params, 1, () -> Json.hex(view.code(account)));
    }

    private Answer storage(Params params) {
        var account = params.at(0).address();
        var slot = params.at(1).slot();
        return at(params, 2, () -> Json.hex(view.storage(account, slot).toBytes()));
    }

    private Answer at(Params params, int block, Supplier<JsonNode> value) {
        return StateAt.refusal(view, params.optional(block))
                .<Answer>map(refusal -> refusal)
                .orElseGet(() -> Answer.of(value.get()));
    }
}
