// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import java.util.function.Function;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;

/// The argument that names a service chain.
record Chains(MeteredChains all) {
    Answer on(Argument chain, Function<MeteredChain, Answer> answer) {
        return all.named(chain.text()).map(answer).orElseGet(() -> RpcError.notFound(all.noneNamed(chain.text())));
    }
}
