// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import io.grpc.Status;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tributary.node.edge.network.ProofDesk;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.ReceiptProof;

/// Asks any node that runs, as it answers everybody.
record SimulatedProofs(Simulation simulation, ChainName chain) implements ProofDesk {
    @Override
    public OptionalLong window(Hash receipt, OptionalLong expected) {
        var node = simulation.anyUp().orElseThrow(Status.UNAVAILABLE::asRuntimeException);
        var view = Bills.service(node, chain).metering();
        var proofs = new MeteredChains(Map.of(chain, view))
                .named(chain.text())
                .orElseThrow()
                .proofs();
        Optional<ReceiptProof> found =
                expected.isPresent() ? proofs.in(expected.getAsLong(), receipt) : proofs.find(receipt);
        return found.map(proof -> OptionalLong.of(proof.window().number())).orElseGet(OptionalLong::empty);
    }
}
