// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.ledger.bill.BillVerifier;
import org.tributary.ledger.block.Body;
import org.tributary.node.ServiceChain;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;

/// What the nodes bill for the sessions: everything that was acknowledged, once, in a bill that its readers can
/// verify, as the edges say it too.
final class Bills {
    /// What an edge's book may say of a receipt that no window counted.
    private static final Set<String> REASONS = Set.of("REPLAYED", "ADDS_NOTHING");

    private final Simulation simulation;
    private final SimulatedDapp dapp;
    private final List<Session> sessions;
    private final List<SimulatedEdge> edges;
    private final Strays strays;
    private final Collection<ReceiptBatch> certified;

    /// @param certified batches of which their provider was told that a quorum has them
    Bills(
            Simulation simulation,
            SimulatedDapp dapp,
            List<Session> sessions,
            List<SimulatedEdge> edges,
            Strays strays,
            Collection<ReceiptBatch> certified) {
        this.simulation = simulation;
        this.dapp = dapp;
        this.sessions = sessions;
        this.edges = edges;
        this.strays = strays;
        this.certified = certified;
    }

    static ServiceChain service(SimulatedNode node, ChainName chain) {
        return Objects.requireNonNull(node.core().orElseThrow().services().get(chain));
    }

    private Set<ChainName> chains() {
        var chains = new TreeSet<ChainName>();
        sessions.forEach(session -> chains.add(session.terms().chain()));
        return chains;
    }

    private List<Session> sessions(ChainName chain) {
        return sessions.stream()
                .filter(session -> session.terms().chain().equals(chain))
                .toList();
    }

    /// All that was acknowledged is counted at every node, main has settled every window, and every edge knows.
    boolean areSettled() {
        return simulation.correct().stream()
                        .allMatch(node -> chains().stream().allMatch(chain -> isSettled(node, chain)))
                && edges.stream().allMatch(this::knowsAll);
    }

    private boolean isSettled(SimulatedNode node, ChainName chain) {
        var service = service(node, chain);
        var state = service.metering().metering();
        return sessions(chain).stream()
                        .allMatch(session ->
                                watermark(node, session) >= Reckoning.highest(session, session.acknowledged()))
                && state.pending().isEmpty()
                && certified.stream()
                        .filter(batch -> batch.chain().equals(chain))
                        .allMatch(batch -> state.isOrdered(batch.hash(), batch.last()))
                && node.core().orElseThrow().anchored(chain).number() + 1
                        >= service.ledger().height().number()
                && (!node.hasWholeHistory() || isConsumed(node, chain));
    }

    private static boolean isConsumed(SimulatedNode node, ChainName chain) {
        var main = node.core().orElseThrow().main();
        var service = service(node, chain).ledger();
        long sent = service.messages(ChainName.MAIN, 0, service.height(), Integer.MAX_VALUE)
                .size();
        return main.head().header().cursor(chain) == sent;
    }

    /// What no window counted it goes on asking for, until acceptance is over.
    private boolean knowsAll(SimulatedEdge edge) {
        var open = edge.book().certified(-1, Integer.MAX_VALUE).values();
        if (open.isEmpty()) {
            return true;
        }
        var counted = new TreeSet<Hash>();
        var reckoning = reckoning(whole(), edge.chain());
        sessions(edge)
                .forEach(session -> counted.addAll(reckoning.windows(session).keySet()));
        return open.stream()
                .noneMatch(receipt -> counted.contains(receipt.receipt().hash()));
    }

    private List<Session> sessions(SimulatedEdge edge) {
        return sessions(edge.chain()).stream()
                .filter(session -> session.provider() == edge.provider())
                .toList();
    }

    private Reckoning reckoning(SimulatedNode node, ChainName chain) {
        return new Reckoning(simulation, service(node, chain).metering(), sessions(chain));
    }

    private SimulatedNode whole() {
        return simulation.correct().stream()
                .filter(SimulatedNode::hasWholeHistory)
                .findFirst()
                .orElseThrow();
    }

    String wants() {
        var up = simulation.correct().stream().filter(SimulatedNode::isUp).toList();
        return "settled "
                + up.stream()
                        .map(node -> chains().stream()
                                .map(chain -> isSettled(node, chain))
                                .toList())
                        .toList()
                + ", pending "
                + up.stream()
                        .map(node -> chains().stream()
                                .map(chain -> service(node, chain)
                                        .metering()
                                        .metering()
                                        .pending()
                                        .size())
                                .toList())
                        .toList()
                + ", edges know "
                + edges.stream().map(edge -> edge.isUp() && knowsAll(edge)).toList();
    }

    /// No edge has anything more to hand in, and still something is missing.
    void overdue() {
        for (var node : simulation.correct()) {
            for (var session : sessions) {
                long acknowledged = Reckoning.highest(session, session.acknowledged());
                if (node.isUp() && watermark(node, session) < acknowledged) {
                    violate(
                            Property.ACKNOWLEDGED,
                            "of " + acknowledged + " acknowledged units node " + node.number() + " counts "
                                    + watermark(node, session));
                }
            }
        }
    }

    private static long watermark(SimulatedNode node, Session session) {
        return service(node, session.terms().chain())
                .metering()
                .billedUnits(session.ticket())
                .orElse(0);
    }

    /// All correct nodes hold the same by now: one speaks for them.
    void check() {
        var node = whole();
        for (var chain : chains()) {
            var reckoning = reckoning(node, chain);
            reckoning.check();
            reckoning.checkReasons(strays.forgeries());
            reckoning.checkJudged(ordered(node, chain), strays.entries());
            edges.stream().filter(edge -> edge.chain().equals(chain)).forEach(edge -> checkBook(edge, reckoning));
            verifyBill(node, chain);
        }
        new Payouts(simulation, node).check(dapp);
    }

    /// Entries of all batches in the chain's blocks.
    private static long ordered(SimulatedNode node, ChainName chain) {
        var ledger = service(node, chain).ledger();
        long entries = 0;
        for (long height = 1; height <= ledger.height().number(); height++) {
            if (ledger.blocks().block(new Height(height)).orElseThrow().body()
                    instanceof Body.Service(var _, var batches)) {
                entries +=
                        batches.stream().mapToLong(each -> each.batch().count()).sum();
            }
        }
        return entries;
    }

    /// Displayed is paid: the edge's own figures are those of the windows.
    private void checkBook(SimulatedEdge edge, Reckoning reckoning) {
        var least = new TreeMap<Long, Long>();
        var most = new TreeMap<Long, Long>();
        for (var session : sessions(edge)) {
            reckoning.windows(session).forEach((receipt, window) -> {
                // What came past the edge too may be in another batch than its own, which then adds nothing.
                least.merge(window, strays.brought().contains(receipt) ? 0L : 1L, Long::sum);
                most.merge(window, strays.unbooked().contains(receipt) ? 0L : 1L, Long::sum);
            });
        }
        var counts = edge.book().counts();
        var said = counts.onChain();
        boolean holds = most.keySet().containsAll(said.keySet())
                && most.keySet().stream()
                        .allMatch(window -> said.getOrDefault(window, 0L) >= least.getOrDefault(window, 0L)
                                && said.getOrDefault(window, 0L) <= most.getOrDefault(window, 0L));
        if (!holds) {
            violate(Property.DISPLAYED, "an edge says " + said + ", the windows " + least + " to " + most);
        }
        if (!REASONS.containsAll(counts.rejected().keySet())) {
            violate(Property.DISPLAYED, "an edge says that receipts were rejected: " + counts.rejected());
        }
    }

    private void verifyBill(SimulatedNode node, ChainName chain) {
        var service = service(node, chain);
        var pieces = new ArrayList<Bytes>();
        var spec = simulation.world().spec();
        var main = node.core().orElseThrow().main();
        var export = new BillExporter(spec.hash(), main, service.ledger(), service.metering()).export(pieces::add);
        if (export instanceof Verdict.Reject(var reason)) {
            violate(Property.ACKNOWLEDGED, "the bill cannot be exported: " + reason);
            return;
        }
        var bill = Bytes.concatenate(pieces).copy();
        int[] at = {0};
        var verdict = BillVerifier.verify(spec, size -> {
            int taken = Math.min(size, bill.size() - at[0]);
            var slice = bill.slice(at[0], taken);
            at[0] += taken;
            return slice;
        });
        if (verdict instanceof BillVerdict.Refuted(var place, var reason)) {
            violate(Property.EXACTLY_ONCE, "the bill does not hold: " + place + ": " + reason);
        }
    }

    private void violate(Property property, String what) {
        simulation.violations().add(property, what);
    }
}
