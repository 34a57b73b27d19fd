// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.math.BigInteger;
import java.util.TreeMap;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.statement.ContractReads;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.PoolBook;

/// What main has paid for the windows of all service chains: their rows, to the smallest unit, and no row twice.
record Payouts(Simulation simulation, SimulatedNode node) {
    void check(SimulatedDapp dapp) {
        var all = BigInteger.ZERO;
        for (int i = 0; i < SimulatedDapp.PROVIDERS; i++) {
            var provider = dapp.provider(i).address();
            var billed = billed(provider);
            all = all.add(billed);
            var book = reads().call(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider));
            compare("provider " + i, book.orElseThrow(), billed);
        }
        var totals = reads().call(Reserved.SETTLEMENT, Settlement.TOTALS);
        compare("all", totals.orElseThrow(), all);
        var network = node.core().orElseThrow().network();
        var pool =
                PoolBook.read(network, new MeteredChains(views()), dapp.pool()).orElseThrow();
        if (!pool.money().adds()) {
            violate("the pool's money does not add up: " + pool.money());
        }
    }

    private ContractReads reads() {
        return new ContractReads(node.core().orElseThrow().network());
    }

    private TreeMap<ChainName, MeteringView> views() {
        var views = new TreeMap<ChainName, MeteringView>();
        node.core().orElseThrow().services().forEach((chain, service) -> views.put(chain, service.metering()));
        return views;
    }

    private BigInteger billed(Address provider) {
        return views().values().stream()
                .flatMap(view -> view.windows().stream()
                        .map(window -> view.window(window).orElseThrow()))
                .flatMap(window -> window.proof().ratings().stream())
                .filter(rating -> rating.provider().equals(provider))
                .map(rating -> rating.amount().units())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /// Billed = paid + fees + burned + held + owed + credited.
    private void compare(String whose, Arguments book, BigInteger billed) {
        var parts = book.number(1)
                .add(book.number(2))
                .add(book.number(3))
                .add(book.number(4))
                .add(book.number(6))
                .add(book.number(7));
        if (!book.number(0).equals(billed) || !parts.equals(billed)) {
            violate(whose + ": windows bill " + billed + ", main billed " + book.number(0) + ", accounts for " + parts);
        }
    }

    private void violate(String what) {
        simulation.violations().add(Property.EXACTLY_ONCE, what);
    }
}
