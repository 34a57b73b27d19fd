// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Hash;

/// The proofs of one window's receipts. Trees and signed receipts are looked up when the first proof needs them, once.
final class WindowProofs {
    private final MeteringView view;
    private final WindowRecord window;
    private final List<RowLeaves> rows;
    private final Map<Hash, Place> places = new HashMap<>();
    private final Map<Integer, RowProofs> proofs = new TreeMap<>();
    private final Map<Hash, SignedReceipt> receipts = new HashMap<>();

    private record Place(int row, int leaf) {}

    WindowProofs(MeteringView view, WindowRecord window) {
        this.view = view;
        this.window = window;
        this.rows = view.leaves(window.number());
        for (int row = 0; row < rows.size(); row++) {
            var leaves = rows.get(row).leaves();
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                places.put(leaves.get(leaf).receipt(), new Place(row, leaf));
            }
        }
    }

    /// How many receipts the window counted.
    int size() {
        return places.size();
    }

    boolean has(Hash receipt) {
        return places.containsKey(receipt);
    }

    /// Nothing where the window did not count it, or this node does not hold its batch any more.
    synchronized Optional<ReceiptProof> proof(Hash receipt) {
        var place = places.get(receipt);
        if (place == null) {
            return Optional.empty();
        }
        if (receipts.isEmpty()) {
            readBatches();
        }
        var rowProofs = proofs.computeIfAbsent(
                place.row(), row -> new RowProofs(window.proof().rows(), row, rows.get(row)));
        return Optional.ofNullable(receipts.get(receipt))
                .map(signed -> new ReceiptProof(window, rowProofs.proof(place.leaf()), signed));
    }

    private void readBatches() {
        for (var looked : window.batches()) {
            view.batch(looked.hash())
                    .ifPresent(batch -> batch.batch().receipts().forEach(entry -> {
                        var receipt = entry.receipt().hash();
                        if (places.containsKey(receipt)) {
                            receipts.put(receipt, entry);
                        }
                    }));
        }
    }
}
