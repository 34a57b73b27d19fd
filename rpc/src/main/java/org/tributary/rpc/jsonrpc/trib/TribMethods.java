// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.jsonrpc.method.TimeLimit;
import org.tributary.rpc.statement.MeteredChains;

/// All native methods.
public final class TribMethods implements MethodGroup {
    private final List<MethodGroup> groups;
    private final TimeLimit timeLimit;

    public TribMethods(TribPorts ports, RpcLimits limits) {
        var chains = new MeteredChains(ports.metering());
        this.timeLimit = new TimeLimit(limits.callTime());
        this.groups = List.of(
                new NetworkMethods(ports, chains),
                new PoolMethods(ports.network(), chains),
                new WindowMethods(chains),
                new ExplainMethods(ports.network(), chains),
                new ProofMethods(chains),
                new TypedDataMethods(chains));
    }

    @Override
    public List<Method> methods() {
        var methods = new ArrayList<Method>();
        groups.stream().flatMap(TribMethods::methods).forEach(method -> methods.add(timed(method)));
        return methods;
    }

    private static Stream<Method> methods(MethodGroup group) {
        return group.methods().stream();
    }

    /// They read windows of any size, so each is bounded in time.
    private Method timed(Method method) {
        return new Method(method.name(), method.parameters(), timeLimit.on(method.handler()));
    }
}
