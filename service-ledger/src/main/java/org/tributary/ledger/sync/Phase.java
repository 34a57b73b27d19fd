// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.TreeSet;
import org.tributary.primitives.crypto.PublicKey;

/// What a [SnapshotSync] is at.
sealed interface Phase {
    record Deciding() implements Phase {}

    record Asking(OfferRound round) implements Phase {}

    /// @param lacking who does not have the snapshot any more
    record Filling(Offer target, Staging staging, TreeSet<PublicKey> lacking) implements Phase {}

    record Over() implements Phase {}
}
