// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.StatementsGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary bill show`.
@Command(name = "show", description = "Show the lines of a bill, with sums by provider and period.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GrpcOptions node = new GrpcOptions();

    @Mixin
    private LineFilter filter = new LineFilter();

    @Option(names = "--window", paramLabel = "N", description = "of one window (default: of all)")
    private @Nullable Long window;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Option(names = "--csv", description = "comma-separated, for spreadsheets")
    private boolean csv;

    @Override
    public Integer call() {
        if (json && csv) {
            throw new ParameterException(spec.commandLine(), "either --json or --csv");
        }
        var request = ListRowsRequest.newBuilder()
                .setChain(filter.chain())
                .setPool(filter.pool())
                .setProvider(filter.provider());
        if (window != null) {
            request.setWindow(window);
        }
        var channel = node.open();
        try {
            var lines = new ArrayList<BillRow>();
            StatementsGrpc.newBlockingStub(channel).listRows(request.build()).forEachRemaining(lines::add);
            var bill = new ShownBill(filter.chain(), lines);
            var out = spec.commandLine().getOut();
            out.println(json ? bill.json() : csv ? bill.csv() : bill.text());
            out.flush();
            return 0;
        } catch (StatusRuntimeException refused) {
            throw new CommandFailed(node.target() + " does not show the bill: " + refused.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }
}
