// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.edge.network.Nodes;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ExportBillRequest;
import org.tributary.rpc.v1.GetStatusRequest;
import org.tributary.rpc.v1.GetSupplyRequest;
import org.tributary.rpc.v1.GetTotalsRequest;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.NodeGrpc;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.StatementsGrpc;
import org.tributary.rpc.v1.Supply;
import org.tributary.rpc.v1.Totals;

/// What the network says, over gRPC and JSON-RPC: the only source of the report's figures.
record Readings(Nodes nodes, JsonRpc rpc, ChainName chain) {
    Totals totals() {
        var request = GetTotalsRequest.newBuilder().setChain(chain.text()).build();
        return nodes.ask(channel -> StatementsGrpc.newBlockingStub(channel).getTotals(request));
    }

    /// All rows, oldest window first.
    List<BillRow> rows() {
        var request = ListRowsRequest.newBuilder().setChain(chain.text()).build();
        return nodes.ask(channel -> {
            var rows = new ArrayList<BillRow>();
            StatementsGrpc.newBlockingStub(channel).listRows(request).forEachRemaining(rows::add);
            return List.copyOf(rows);
        });
    }

    /// Of all providers together.
    Money settled() {
        return Money.of(new Contracts(rpc).read(Reserved.SETTLEMENT, Settlement.TOTALS));
    }

    Money settled(Address provider) {
        return Money.of(new Contracts(rpc).read(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider)));
    }

    Supply supply() {
        return nodes.ask(channel -> NodeGrpc.newBlockingStub(channel).getSupply(GetSupplyRequest.getDefaultInstance()));
    }

    long blocks() {
        return rpc.quantity("eth_blockNumber");
    }

    long receiptsVerifiedPerSecond() {
        return nodes.ask(channel -> NodeGrpc.newBlockingStub(channel).getStatus(GetStatusRequest.getDefaultInstance()))
                .getReceiptsVerifiedPerSecond();
    }

    /// Writes the bill bundle to `file`.
    void exportBill(Path file) {
        var request = ExportBillRequest.newBuilder().setChain(chain.text()).build();
        nodes.ask(channel -> {
            try (var out = Files.newOutputStream(file)) {
                var pieces = ProofsGrpc.newBlockingStub(channel).exportBill(request);
                while (pieces.hasNext()) {
                    pieces.next().getContent().writeTo(out);
                }
                return file;
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }
}
