// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.util.concurrent.Callable;
import org.tributary.node.Node;
import org.tributary.node.NodeStart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tributary node`.
@Command(name = "node", description = "Runs one full node. Ends on SIGTERM or Ctrl-C.")
final class NodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws InterruptedException {
        var settings = NodeStart.settings(options.config(System.getenv()));
        return Running.untilEnd(() -> new Node(settings), this::announce);
    }

    private void announce(Node node) {
        var out = spec.commandLine().getOut();
        out.println("ready rpc=http://127.0.0.1:" + node.doors().jsonRpcPort() + " grpc=127.0.0.1:"
                + node.doors().grpcPort() + " metrics=http://127.0.0.1:"
                + node.doors().metricsPort() + " peer=" + node.peers().port());
        out.flush();
    }
}
