// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// Down main's headers, each proven by the one above it: as far as other chains may name them, and as far as messages
/// lie that these have not consumed.
final class Walk {
    private final Height until;
    private final List<Want.Owed> owed;
    private final WriteBatch batch;
    private Optional<Header> last = Optional.empty();

    Walk(Height until, List<Want.Owed> owed, WriteBatch batch) {
        this.until = until;
        this.owed = new ArrayList<>(owed);
        this.batch = batch;
    }

    void visit(Header header, Hash hash) {
        last = Optional.of(header);
        BlockStore.putHeader(batch, header, hash);
        for (var outbox : header.outboxes()) {
            for (int i = 0; i < owed.size(); i++) {
                var one = owed.get(i);
                if (one.destination().equals(outbox.destination()) && one.from() < one.to()) {
                    Staging.want(batch, new Want.Messages(header.height(), outbox));
                    owed.set(i, new Want.Owed(one.destination(), one.from(), outbox.first()));
                }
            }
        }
    }

    boolean isOver() {
        return next().isEmpty();
    }

    /// Where to go on; genesis, at the bottom, is known.
    Optional<Want.Headers> next() {
        var header = last.orElseThrow();
        boolean owing = owed.stream().anyMatch(one -> one.from() < one.to());
        long below = header.height().number() - 1;
        return below > 0 && (header.height().isAfter(until) || owing)
                ? Optional.of(new Want.Headers(new Height(below), header.parent(), until, owed))
                : Optional.empty();
    }
}
