// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PublicKey;

/// What a [SnapshotSync] wants done.
public sealed interface SyncEffect {
    record Ask(long id, PublicKey peer, ChainName chain, Question question) implements SyncEffect {}

    /// The peer said something that is not true. It is not asked again.
    record Lied(PublicKey peer, String reason) implements SyncEffect {}

    /// A snapshot was chosen, or taken up again.
    record Fetching(ChainName chain, Height height) implements SyncEffect {}

    /// The workshop is complete: the chains can start from it.
    record Completed() implements SyncEffect {}

    /// Nobody offers a snapshot that helps.
    record Abandoned() implements SyncEffect {}
}
