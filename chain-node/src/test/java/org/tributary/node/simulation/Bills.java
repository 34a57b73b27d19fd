// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.ledger.bill.BillVerifier;
import org.tributary.node.ServiceChain;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Verdict;

/// What the nodes bill for the sessions: every acknowledged byte, once, and in a bill that its readers
/// can verify.
record Bills(Simulation simulation, List<Session> sessions) {

    static ServiceChain service(SimulatedNode node) {
        return Objects.requireNonNull(node.core().orElseThrow().services().get(World.CDN));
    }

    static long billed(SimulatedNode node, Session session) {
        return service(node).metering().billedUnits(session.ticket()).orElse(0);
    }

    /// All that was acknowledged is billed here, and main has settled every window that billed.
    boolean isSettled(SimulatedNode node) {
        for (var session : sessions) {
            if (billed(node, session) < session.acknowledged()) {
                return false;
            }
        }
        var service = service(node).ledger();
        return node.core().orElseThrow().anchored(World.CDN).number() + 1
                        >= service.height().number()
                && (!node.hasWholeHistory() || isConsumed(node));
    }

    private static boolean isConsumed(SimulatedNode node) {
        var main = node.core().orElseThrow().main();
        var service = service(node).ledger();
        long sent = service.messages(ChainName.MAIN, 0, service.height(), Integer.MAX_VALUE)
                .size();
        return main.head().header().cursor(World.CDN) == sent;
    }

    void check() {
        simulation.correct().forEach(this::check);
        simulation.correct().stream()
                .filter(SimulatedNode::hasWholeHistory)
                .findFirst()
                .ifPresent(this::verifyBill);
    }

    private void check(SimulatedNode node) {
        long billed = 0;
        for (var session : sessions) {
            long units = billed(node, session);
            billed += units;
            if (units < session.acknowledged()) {
                violate(Property.ACKNOWLEDGED, "acknowledged bytes are not billed at node " + node.number());
            }
            if (units > session.total()) {
                violate(Property.EXACTLY_ONCE, "more is billed than was served, at node " + node.number());
            }
        }
        if (node.hasWholeHistory()) {
            compareWindows(node, billed);
        }
    }

    private void compareWindows(SimulatedNode node, long billed) {
        var metering = service(node).metering();
        long rows = metering.windows().stream()
                .flatMap(number -> metering.window(number).orElseThrow().proof().rows().stream())
                .mapToLong(UsageRow::units)
                .sum();
        if (rows != billed) {
            violate(
                    Property.EXACTLY_ONCE,
                    "the windows of node " + node.number() + " bill " + rows + " bytes of " + billed);
        }
    }

    private void verifyBill(SimulatedNode node) {
        var service = service(node);
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
