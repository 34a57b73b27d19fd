// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Hash;

/// The proofs of one bill line's receipts: reads its row's leaves, and of the window's batches those of its provider.
public final class LineProofs {
    private final WindowRecord window;
    private final RowLeaves row;
    private final RowProofs proofs;
    private final Map<Hash, SignedReceipt> receipts = new HashMap<>();

    /// @param line of `window`, with a usage row
    public LineProofs(MeteringView view, WindowRecord window, BillLine line) {
        this.window = window;
        var rows = window.proof().rows();
        int index = rows.indexOf(line.row().orElseThrow());
        this.row = view.leaves(window.number(), index);
        this.proofs = new RowProofs(rows, index, row);
        var wanted = new HashSet<Hash>();
        row.leaves().forEach(leaf -> wanted.add(leaf.receipt()));
        window.batches().stream()
                .filter(batch -> batch.provider().equals(line.key().provider()))
                .flatMap(batch -> view.batch(batch.hash()).stream())
                .flatMap(verified -> verified.batch().receipts().stream())
                .forEach(entry -> take(entry, wanted));
    }

    private void take(SignedReceipt entry, Set<Hash> wanted) {
        var hash = entry.receipt().hash();
        if (wanted.contains(hash)) {
            receipts.put(hash, entry);
        }
    }

    /// At most `count` receipts from leaf `from` on; nothing where this node does not hold one of them any more.
    public Optional<List<ReceiptProof>> receipts(long from, int count) {
        var found = new ArrayList<ReceiptProof>();
        for (long leaf = from; leaf < row.leaves().size() && found.size() < count; leaf++) {
            var signed = receipts.get(row.leaves().get((int) leaf).receipt());
            if (signed == null) {
                return Optional.empty();
            }
            found.add(new ReceiptProof(window, proofs.proof((int) leaf), signed));
        }
        return Optional.of(found);
    }
}
