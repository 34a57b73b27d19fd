// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tributary.genesis.ChainSpec;
import org.tributary.node.Devnet;

/// A devnet on free ports.
final class RunningDevnet {
    private RunningDevnet() {}

    static Devnet start(Path directory) {
        return start(directory, UnaryOperator.identity());
    }

    static Devnet start(Path directory, UnaryOperator<ChainSpec> adapt) {
        return Devnet.start(new Devnet.Plan(directory, 4, 5, adapt, Map.of("rpc.port", "0")));
    }

    static String url(Devnet devnet) {
        return "http://127.0.0.1:" + devnet.nodes().getFirst().doors().jsonRpcPort();
    }
}
