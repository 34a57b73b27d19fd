// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.FunctionTable;
import org.tributary.ledger.execution.Accounts;
import org.tributary.primitives.codec.Decoded;

/// What a contract does, by function. Calls are decoded here and nowhere else.
record Operations(FunctionTable<Operation> functions) {
    static final Operations NONE = new Operations(FunctionTable.empty());

    /// What one function does.
    @FunctionalInterface
    interface Operation {
        Result run(Call call, Arguments arguments, Accounts accounts);
    }

    Operations on(Function function, Operation operation) {
        return new Operations(functions.with(function, operation));
    }

    Result run(Call call, Accounts accounts) {
        return switch (functions.decode(call.input())) {
            case Decoded.Malformed<FunctionTable.Call<Operation>>(var reason) -> Result.revert(reason);
            case Decoded.Value<FunctionTable.Call<Operation>>(var decoded) ->
                decoded.meaning().run(call, decoded.arguments(), accounts);
        };
    }
}
