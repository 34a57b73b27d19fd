// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.ReceiptView;
import org.tributary.ledger.view.TransactionView;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// Puts a network height together: main's own transactions, then those of the blocks that it anchors by
/// (chain, height), then the messages that it consumed.
final class Listing {
    private final Ledger main;
    private final Map<ChainName, Ledger> others;
    private final Amount gasPrice;
    private final long gasLimit;

    Listing(Ledger main, Map<ChainName, Ledger> others, Amount gasPrice, long gasLimit) {
        this.main = main;
        this.others = others;
        this.gasPrice = gasPrice;
        this.gasLimit = gasLimit;
    }

    /// A height with its receipts.
    record Listed(BlockView block, List<ReceiptView> receipts) {}

    /// Nothing where main's block is not there, or a block that it anchors is not there yet.
    Optional<Listed> listed(Height height) {
        var found = main.blocks().block(height);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var block = found.get();
        var body = (Body.Main) block.body();
        var own = main.blocks().outcomes(height);
        var outcomes = new ArrayList<>(own.subList(0, body.transactions().size()));
        for (var anchor : body.anchors()) {
            var ledger = others.get(anchor.chain());
            if (ledger == null || ledger.height().isBefore(anchor.last().height())) {
                return Optional.empty();
            }
            anchor.headers().forEach(header -> outcomes.addAll(ledger.blocks().outcomes(header.height())));
        }
        outcomes.addAll(own.subList(body.transactions().size(), own.size()));
        var reference = main.reference(height).orElseThrow();
        return Optional.of(assemble(block, reference.hash(), body, outcomes));
    }

    private Listed assemble(org.tributary.ledger.block.Block block, Hash hash, Body.Main body, List<Outcome> outcomes) {
        var header = block.header();
        var signed = body.transactions().stream().collect(Collectors.toMap(SignedTransaction::hash, tx -> tx));
        var transactions = new ArrayList<TransactionView>(outcomes.size());
        var receipts = new ArrayList<ReceiptView>(outcomes.size());
        var bloom = new Bloom();
        long gas = 0;
        int logs = 0;
        for (var outcome : outcomes) {
            var place = new TransactionView.Place(header.height(), hash, transactions.size());
            var view = Optional.ofNullable(signed.get(outcome.transaction()))
                    .map(tx -> Views.signed(tx, outcome.sender(), gasPrice, Optional.of(place)))
                    .orElseGet(() -> Views.system(outcome, place));
            gas += outcome.gasUsed();
            transactions.add(view);
            receipts.add(new ReceiptView(
                    view, place, outcome.succeeded(), outcome.gasUsed(), gas, view.gasPrice(), logs, outcome.logs()));
            outcome.logs().forEach(bloom::add);
            logs += outcome.logs().size();
        }
        var view = new BlockView(
                header.height(),
                hash,
                header.parent(),
                header.timestampMillis(),
                header.primary(),
                header.roots().state(),
                header.roots().transactions(),
                header.roots().receipts(),
                gasLimit,
                gas,
                gasPrice,
                bloom.bytes(),
                block.encoded().size(),
                transactions);
        return new Listed(view, List.copyOf(receipts));
    }
}
