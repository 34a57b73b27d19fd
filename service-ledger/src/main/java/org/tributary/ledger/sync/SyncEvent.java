// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.crypto.PublicKey;

/// What happens to a [SnapshotSync].
public sealed interface SyncEvent {
    /// Who can be asked from now on.
    record Connected(List<PublicKey> peers) implements SyncEvent {}

    record Answered(long id, Bytes answer) implements SyncEvent {}

    /// @param lacking the peer is well and does not have it
    record Failed(long id, boolean lacking) implements SyncEvent {}

    /// Time has passed. To be told a few times a second is enough.
    record Ticked() implements SyncEvent {}
}
