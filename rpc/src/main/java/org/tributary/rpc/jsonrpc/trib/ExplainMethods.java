// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Settlement;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Invariant;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.ContractReads;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.Totals;

/// `trib_explain`: a bill line by line, what was refused and why, and where the money went.
final class ExplainMethods implements MethodGroup {
    /// Lines of one answer; whoever has more asks window by window.
    private static final int MAX_LINES = 1_000;

    /// What [Settlement#BOOK] returns, in its order.
    private static final List<String> BOOK =
            List.of("billed", "paid", "fees", "burned", "held", "due", "owed", "credited");

    private final ContractReads contracts;
    private final Chains chains;

    ExplainMethods(NetworkView network, MeteredChains chains) {
        this.contracts = new ContractReads(network);
        this.chains = new Chains(chains);
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of(
                "trib_explain",
                params -> chains.on(
                        params.at(0),
                        chain -> explain(
                                chain, params.optional(1).map(BillFilter::read).orElse(BillFilter.ALL))),
                "chain",
                "filter?"));
    }

    private Answer explain(MeteredChain chain, BillFilter filter) {
        if (filter.window().isPresent()
                && chain.view().window(filter.window().get()).isEmpty()) {
            return WindowMethods.noSuchWindow(filter.window().get().toString());
        }
        var unknown = filter.pool()
                .filter(pool -> contracts
                        .call(Reserved.POOLS, Pools.POOL, AbiValue.of(pool))
                        .isEmpty());
        if (unknown.isPresent()) {
            return PoolMethods.noSuchPool(unknown.get());
        }
        var windows = filter.windows(chain.view());
        var lines = windows.stream()
                .flatMap(window -> BillLine.of(window).stream())
                .filter(filter::matches)
                .limit(MAX_LINES + 1L)
                .toList();
        if (lines.size() > MAX_LINES) {
            return RpcError.limit(
                    "bill has more than " + MAX_LINES + " lines; name a pool, provider or window", MAX_LINES);
        }
        var sums = Totals.NONE;
        for (var window : windows) {
            sums = sums.plus(window);
        }
        return Answer.of(json(chain, lines, sums));
    }

    private ObjectNode json(MeteredChain chain, List<BillLine> lines, Totals sums) {
        var name = chain.view().chain().text();
        var json = Json.object().put("chain", name);
        var list = json.putArray("lines");
        lines.forEach(line -> list.add(LineJson.line(line, chain)));
        json.put(
                        "units",
                        Long.toString(
                                lines.stream().mapToLong(line -> line.units()).reduce(0, Math::addExact)))
                .put(
                        "receipts",
                        lines.stream().mapToLong(line -> line.receipts()).reduce(0, Math::addExact))
                .put(
                        "billed",
                        lines.stream()
                                .map(BillLine::amount)
                                .reduce(Amount.ZERO, Amount::plus)
                                .toString());
        var rejections = json.putArray("windowRejections");
        sums.rejections().forEach((reason, count) -> rejections.add(LineJson.rejection(reason, count)));
        json.set("settlement", settlement(lines));
        return json.set("proofs", proofs(name));
    }

    /// Each provider's own book on main: over all chains and pools, and only what is settled by now.
    private ArrayNode settlement(List<BillLine> lines) {
        var providers = new TreeSet<Address>();
        lines.forEach(line -> providers.add(line.key().provider()));
        var json = Json.array();
        providers.forEach(provider -> json.add(book(provider)));
        return json;
    }

    private ObjectNode book(Address provider) {
        Arguments book = contracts
                .call(Reserved.SETTLEMENT, Settlement.BOOK, AbiValue.of(provider))
                .orElseThrow(() -> new Invariant.Broken("every provider has a book"));
        var json = Json.object();
        json.set("provider", Json.hex(provider));
        for (int i = 0; i < BOOK.size(); i++) {
            json.put(BOOK.get(i), book.number(i).toString());
        }
        var spent = book.number(1)
                .add(book.number(2))
                .add(book.number(3))
                .add(book.number(4))
                .add(book.number(6))
                .add(book.number(7));
        return json.put("adds", spent.equals(book.number(0)));
    }

    private static ObjectNode proofs(String chain) {
        return Json.object()
                .put("receipt", "trib_getProof(\"" + chain + "\", receiptHash, window)")
                .put("bill", "gRPC tributary.v1.Proofs/ExportBill, then `tributary bill verify`");
    }
}
