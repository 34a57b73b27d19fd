// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.pbft.Proposal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Primaries that leave certified batches out, and whether blocks of theirs become final: what so many correct members
/// have had for long that the others are no quorum, a block has, or it is voted down.
final class Omissions implements Simulation.Commits {
    private static final long TICK_MILLIS = 70;

    private final Simulation simulation;
    private final Map<Hash, Set<Integer>> missed = new TreeMap<>();

    private Omissions(Simulation simulation) {
        this.simulation = simulation;
    }

    static void plan(Simulation simulation, Receipts receipts) {
        int count = simulation.world().committee().faults();
        int first = simulation.random().nextInt(simulation.world().size());
        for (int i = 0; i < count; i++) {
            simulation.node((first + i) % simulation.world().size()).corrupt(new Omitter(simulation));
        }
        simulation.watch(new Omissions(simulation));
        open(simulation, receipts);
    }

    /// So that there are blocks while a batch waits.
    private static void open(Simulation simulation, Receipts receipts) {
        if (!simulation.isHealed()) {
            receipts.openOne();
            simulation.agenda().inMillis(TICK_MILLIS, () -> open(simulation, receipts));
        }
    }

    /// What the node has waited for too long to have ordered, and what `ordered` has not.
    static Stream<Hash> overdue(Simulation simulation, SimulatedNode node, List<BatchCertificate> ordered) {
        var service = Bills.service(node, World.CDN);
        var present = ordered.stream().map(BatchCertificate::hash).toList();
        var state = service.metering().metering();
        var now = simulation.bucket(World.CDN);
        int patience =
                simulation.world().spec().serviceChain(World.CDN).limits().maxUnorderedBlocks();
        return service.door().source().overdue(patience).stream()
                .filter(certificate -> !present.contains(certificate.hash())
                        && state.orderRefusal(certificate, now).isEmpty())
                .map(BatchCertificate::hash);
    }

    /// Between two blocks of a node nothing becomes overdue: what is so now was when it voted.
    @Override
    public void commits(SimulatedNode node, ChainName chain, Proposal proposal) {
        if (!chain.equals(World.CDN) || !node.isCorrect() || !node.isUp()) {
            return;
        }
        var block =
                Block.decode(simulation.world().spec().hash(), proposal.block()).orBroken("a final block");
        if (!(block.body() instanceof Body.Service(var _, var batches))
                || overdue(simulation, node, batches).findAny().isEmpty()) {
            return;
        }
        var members = missed.computeIfAbsent(proposal.digest(), _ -> new TreeSet<>());
        members.add(node.number());
        var committee = simulation.world().committee();
        if (simulation.world().size() - members.size() < committee.quorum()) {
            simulation
                    .violations()
                    .add(
                            Property.ORDERED,
                            "cdn " + proposal.height() + " leaves out what members " + members + " had for long");
        }
    }
}
