// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.NodeStatus;
import org.tributary.rpc.v1.ChainStatus;
import org.tributary.rpc.v1.GetStatusRequest;
import org.tributary.rpc.v1.GetSupplyRequest;
import org.tributary.rpc.v1.NodeGrpc;
import org.tributary.rpc.v1.Status;

/// What the node says of itself.
final class NodeService extends NodeGrpc.NodeImplBase {
    private final NetworkView network;
    private final Supplier<Supply> supply;
    private final Supplier<NodeStatus> status;

    NodeService(NetworkView network, Supplier<Supply> supply, Supplier<NodeStatus> status) {
        this.network = network;
        this.supply = supply;
        this.status = status;
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<Status> client) {
        Unary.answer(client, () -> status(status.get()));
    }

    private Status status(NodeStatus node) {
        var message = Status.newBuilder()
                .setGenesisHash(Requests.bytes(network.genesisHash()))
                .setVersion(node.version())
                .setHeight(network.head().number())
                .setPeers(network.peerCount())
                .setReceiptsVerifiedPerSecond(node.receiptsVerifiedPerSecond());
        node.chains().forEach(chain -> message.addChains(status(chain)));
        return message.build();
    }

    private static ChainStatus status(NodeStatus.ChainStatus chain) {
        var message = ChainStatus.newBuilder()
                .setChain(chain.chain().text())
                .setHeight(chain.height().number())
                .setView(chain.view().number());
        chain.bucket().ifPresent(bucket -> message.setBucket(bucket.number()));
        return message.build();
    }

    @Override
    public void getSupply(GetSupplyRequest request, StreamObserver<org.tributary.rpc.v1.Supply> client) {
        Unary.answer(client, () -> message(supply.get()));
    }

    private static org.tributary.rpc.v1.Supply message(Supply supply) {
        return org.tributary.rpc.v1.Supply.newBuilder()
                .setHeight(supply.height().number())
                .setBalances(supply.balances().toString())
                .setPools(supply.pools().toString())
                .setInFlight(supply.inFlight().toString())
                .setBurned(supply.burned().toString())
                .setGenesisSupply(supply.genesisSupply().toString())
                .setConserved(supply.conserved())
                .build();
    }
}
