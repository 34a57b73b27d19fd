// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Hash;

/// Finds the billing profile behind a bill line: lines name it by its hash, and the opening of any ticket that was
/// billed on
/// the line has it in full.
public final class Profiles {
    /// DApps have few billing profiles each.
    private static final int IN_MEMORY = 1_000;

    private final MeteringView view;
    private final Map<Hash, BillingProfile> known = new LinkedHashMap<>();

    public Profiles(MeteringView view) {
        this.view = view;
    }

    /// Nothing where the openings are not kept any more.
    public synchronized Optional<BillingProfile> of(BillLine line) {
        var hash = line.key().profile();
        var card = known.get(hash);
        if (card != null) {
            return Optional.of(card);
        }
        var found = search(line);
        if (known.size() < IN_MEMORY) {
            found.ifPresent(price -> known.put(hash, price));
        }
        return found;
    }

    private Optional<BillingProfile> search(BillLine line) {
        return view.leaves(line.window()).stream()
                .filter(row -> row.row().key().equals(line.key()))
                .flatMap(row -> row.leaves().stream())
                .limit(1)
                .flatMap(leaf -> view.opening(leaf.ticket()).stream())
                .map(Opening::profile)
                .filter(card -> card.hash().equals(line.key().profile()))
                .findFirst();
    }
}
