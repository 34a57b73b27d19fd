// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tributary.node.Devnet;

/// A devnet on free ports.
final class RunningDevnet {
    private RunningDevnet() {}

    static Devnet start(Path directory) {
        return Devnet.start(new Devnet.Plan(directory, 4, 5, UnaryOperator.identity(), Map.of("rpc.port", "0")));
    }

    static String url(Devnet devnet) {
        return "http://127.0.0.1:" + devnet.nodes().getFirst().doors().jsonRpcPort();
    }
}
