// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Hash;

/// Finds the proof of a receipt among the windows of one chain. The windows asked for last stay in memory.
public final class ReceiptProofs {
    /// A search without a window reads the leaves of so many; whoever wants an older one names it.
    public static final int SEARCHED_WINDOWS = 1_000;

    /// Some 300 bytes each with its tree; one window may be larger, and is then the only one.
    private static final long RECEIPTS_IN_MEMORY = 500_000;

    private final MeteringView view;
    private final Object searching = new Object();

    /// By number, the one used last at the end.
    private final LinkedHashMap<Long, WindowProofs> recent = new LinkedHashMap<>();

    public ReceiptProofs(MeteringView view) {
        this.view = view;
    }

    /// @param receipt EIP-712 struct hash
    public Optional<ReceiptProof> in(long window, Hash receipt) {
        return open(window).flatMap(proofs -> proofs.proof(receipt));
    }

    /// Looks through the newest [#SEARCHED_WINDOWS].
    public Optional<ReceiptProof> find(Hash receipt) {
        for (var proofs : inMemory()) {
            if (proofs.has(receipt)) {
                return proofs.proof(receipt);
            }
        }
        return search(receipt).flatMap(window -> in(window, receipt));
    }

    private Optional<Long> search(Hash receipt) {
        // One search at a time: a stranger who asks for what is not there shall not occupy every core.
        synchronized (searching) {
            return view.windows().reversed().stream()
                    .limit(SEARCHED_WINDOWS)
                    .filter(window -> view.leaves(window).stream()
                            .flatMap(row -> row.leaves().stream())
                            .anyMatch(leaf -> leaf.receipt().equals(receipt)))
                    .findFirst();
        }
    }

    private synchronized List<WindowProofs> inMemory() {
        return new ArrayList<>(recent.values()).reversed();
    }

    private synchronized Optional<WindowProofs> open(long number) {
        var known = recent.remove(number);
        var proofs =
                known == null ? view.window(number).map(window -> new WindowProofs(view, window)) : Optional.of(known);
        proofs.ifPresent(found -> recent.put(number, found));
        dropOldest();
        return proofs;
    }

    private void dropOldest() {
        while (recent.size() > 1
                && recent.values().stream().mapToLong(WindowProofs::size).sum() > RECEIPTS_IN_MEMORY) {
            recent.pollFirstEntry();
        }
    }
}
