// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.transaction.Call;
import org.tributary.ledger.transaction.FeeMarketTransaction;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// Transactions with a gap before them, or that are garbage, poured over all members.
final class Flood {
    private static final int COUNT = 120;
    private static final int AT_ONCE = 20;

    private final Simulation simulation;
    private final List<Bytes> waiting = new ArrayList<>();

    Flood(Simulation simulation) {
        this.simulation = simulation;
        var spec = simulation.world().spec();
        var price = spec.token().gasPrice().units();
        var sender = simulation.world().account(7);
        for (int i = 0; i < COUNT; i++) {
            var call = Call.transfer(Address.ZERO, Amount.of(i));
            var stuck = SignedTransaction.sign(
                    FeeMarketTransaction.flat(spec.chainId(), 10L + i, price, 50_000, call), sender);
            waiting.add(i % 5 == 0 ? Bytes.ofUnsignedLong(i) : stuck.encoded());
        }
    }

    void pour() {
        for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
            var raw = waiting.removeLast();
            simulation
                    .anyUp()
                    .ifPresent(node -> node.life().orElseThrow().run(() -> {
                        var _ = node.core().orElseThrow().pool().submit(raw);
                        simulation.faults().took(FaultKind.POOL_FLOOD);
                    }));
        }
        if (!waiting.isEmpty()) {
            simulation.agenda().inMillis(100, this::pour);
        }
    }
}
