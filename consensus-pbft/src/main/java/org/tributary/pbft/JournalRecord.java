// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// What a replica must not forget: each is durable before the message that it stands behind is sent. Protocol
/// §3.
public sealed interface JournalRecord {
    Height height();

    /// We signed nothing at this height or above it yet, and sign nothing below it. Behind no message; it keeps the
    /// journal from ever being empty.
    record Began(Height height) implements JournalRecord {}

    /// The block that our PREPARE (or PRE-PREPARE) in `view` is for.
    record Accepted(View view, Proposal proposal) implements JournalRecord {
        @Override
        public Height height() {
            return proposal.height();
        }
    }

    /// The certificate behind our COMMIT. Its block is in an [Accepted] of the same view before it.
    record Locked(QuorumCertificate certificate) implements JournalRecord {
        @Override
        public Height height() {
            return certificate.height();
        }
    }

    /// We voted to change to `view`, and vote in no lower one again.
    record Changed(Height height, View view) implements JournalRecord {}

    /// We know that this journal lacks signatures of ours. Until a [Began] follows, we sign nothing.
    ///
    /// @param height in flight when we learned it
    record Forgot(Height height) implements JournalRecord {}
}
