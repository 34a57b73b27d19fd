// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.Vote;

/// What the journal knows of our own signatures: we signed nothing above `height`, and at `height` only `own`.
///
/// @param round where we stood at `height`; empty where nothing was promised there
record Memory(Height height, Optional<Round> round, Ballots own) {
    static Memory began(Height height) {
        return new Memory(height, Optional.empty(), Ballots.none());
    }

    /// Whether `own`, all that we signed at one height, holds this vote of ours, or what we can only have signed
    /// after it: views never fall while we sign.
    static boolean holds(Ballots own, int seat, Vote vote) {
        return own.of(vote.phase())
                .of(seat)
                .filter(known ->
                        known.view().isAfter(vote.view()) || known.vote().equals(vote))
                .isPresent();
    }

    static boolean holds(Ballots own, Signed message) {
        return switch (message) {
            case PrePrepare(var vote, var block) -> holds(own, vote.seat(), vote.vote());
            case Prepare(var vote) -> holds(own, vote.seat(), vote.vote());
            case Commit(var vote) -> holds(own, vote.seat(), vote.vote());
            case ViewChange change -> asked(own, change);
            // Whoever leads a view asked for it before.
            case NewView newView -> asked(own, newView);
        };
    }

    private static boolean asked(Ballots own, Signed message) {
        return own.viewChanges()
                .of(message.seat())
                .filter(known -> !known.view().isBefore(message.view()))
                .isPresent();
    }
}
