// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Signature;

/// One member's vote. `signature` covers `vote.signingHash()`, so a quorum of these is a certificate.
public record SignedVote(Vote vote, int seat, Signature signature) {
    public Height height() {
        return vote.height();
    }

    public View view() {
        return vote.view();
    }

    public Hash digest() {
        return vote.digest();
    }

    /// The same seat in the same slot and phase, for another block: proof of a traitor.
    boolean contradicts(SignedVote other) {
        return seat == other.seat
                && vote.phase() == other.vote.phase()
                && height().equals(other.height())
                && view().equals(other.view())
                && vote.epoch() == other.vote.epoch()
                && !digest().equals(other.digest());
    }
}
