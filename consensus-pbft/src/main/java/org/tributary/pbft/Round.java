// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.primitives.Hash;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// Where a replica stands at the height in flight.
///
/// @param building asked the application for a block of this view
/// @param newView what brought us into `view`; empty in the view that the height started in, and after a
///     restart
/// @param candidate the one block of this view
/// @param locked the block that we saw prepared in the highest view
record Round(
        View view,
        Stage stage,
        boolean building,
        Optional<NewView> newView,
        Optional<Candidate> candidate,
        Optional<Prepared> locked) {
    sealed interface Stage {}

    /// Takes part in `view`.
    record Active() implements Stage {}

    /// Voted to change to `view`, and waits for its NEW-VIEW. Castro–Liskov §4.4: takes no other message of a
    /// view.
    record Changing() implements Stage {}

    /// The application executes and stores the block.
    record Committing(Certified certified) implements Stage {}

    /// @param voted we sent our PREPARE for it
    record Candidate(Proposal proposal, boolean voted) {
        boolean is(Hash digest) {
            return proposal.digest().equals(digest);
        }
    }

    /// A block and the quorum of PREPAREs for it: what a VIEW-CHANGE carries on.
    record Prepared(QuorumCertificate certificate, Proposal proposal) {
        View view() {
            return certificate.vote().view();
        }
    }

    static Round starting(View view) {
        return new Round(view, new Active(), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Out of all that it promised; what it saw prepared it can still prove.
    Round following(View first) {
        return new Round(first, new Active(), false, Optional.empty(), Optional.empty(), locked);
    }

    Round changingTo(View higher) {
        return new Round(higher, new Changing(), false, Optional.empty(), Optional.empty(), locked);
    }

    Round entering(NewView entered) {
        return new Round(entered.view(), new Active(), false, Optional.of(entered), Optional.empty(), locked);
    }

    Round committing(Certified certified) {
        return new Round(view, new Committing(certified), false, newView, candidate, locked);
    }

    Round building(boolean asked) {
        return new Round(view, stage, asked, newView, candidate, locked);
    }

    Round with(Candidate block) {
        return new Round(view, stage, false, newView, Optional.of(block), locked);
    }

    Round with(Prepared prepared) {
        return new Round(view, stage, building, newView, candidate, Optional.of(prepared));
    }

    boolean isActive() {
        return stage instanceof Active;
    }

    boolean isChanging() {
        return stage instanceof Changing;
    }

    boolean isCommitting() {
        return stage instanceof Committing;
    }

    boolean isLockedHere() {
        return locked.isPresent() && locked.get().view().equals(view);
    }
}
