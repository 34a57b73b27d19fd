// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.OrderedBatch;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.merkle.MerkleTree;

/// Shows which block ordered a batch.
public final class Orders {
    private Orders() {}

    /// Nothing where the chain has not ordered it, or this node does not have that block.
    public static Optional<OrderedBatch> find(Ledger service, MeteringView metering, Hash batch) {
        return metering.ordered(batch).flatMap(height -> at(service, height, batch));
    }

    private static Optional<OrderedBatch> at(Ledger service, Height height, Hash batch) {
        var block = service.blocks().block(height);
        if (block.isEmpty() || !(block.get().body() instanceof Body.Service(var openings, var certificates))) {
            return Optional.empty();
        }
        var transactions = new ArrayList<Hash>();
        var outcomes = service.blocks().outcomes(height);
        outcomes.stream()
                .filter(each -> isOf(each, Reserved.POOLS))
                .forEach(each -> transactions.add(each.transaction()));
        openings.forEach(opening -> transactions.add(Keccak.hash(opening.encode())));
        int first = transactions.size();
        certificates.forEach(each -> transactions.add(OrderedBatch.transaction(each)));
        outcomes.stream()
                .filter(each -> isOf(each, Reserved.SETTLEMENT))
                .forEach(each -> transactions.add(each.transaction()));
        return IntStream.range(0, certificates.size())
                .filter(i -> certificates.get(i).hash().equals(batch))
                .mapToObj(i -> new OrderedBatch(
                        service.blocks().finalHeader(height),
                        MerkleTree.path(transactions, first + i),
                        certificates.get(i)))
                .findFirst();
    }

    /// Messages that the block consumed are of Pools and come first; a window that it closed is of Settlement and comes
    /// last.
    private static boolean isOf(Outcome outcome, Address contract) {
        return outcome.system().filter(call -> call.to().equals(contract)).isPresent();
    }
}
