// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Round.Candidate;
import org.tributary.pbft.Round.Prepared;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

/// A replica as its journal left it: it stands where it last promised something, and says the same again.
public final class Recovery {
    private Recovery() {}

    /// @param tip the application's last durable block; records at or below it are settled
    /// @param records in the order in which they were written
    public static State recovered(Instance instance, Tip tip, List<JournalRecord> records) {
        var fresh = State.fresh(instance, tip);
        if (instance.voter().isEmpty()) {
            return fresh;
        }
        var current = records.stream()
                .filter(each -> each.height().equals(fresh.height()))
                .toList();
        Invariant.check(
                records.stream().noneMatch(each -> each.height().isAfter(fresh.height())),
                "the journal is not ahead of the committed chain");
        var accepted = last(current, Accepted.class);
        var changed = last(current, Changed.class);
        var locked = last(current, Locked.class).map(each -> prepared(each, current));
        if (changed.isPresent()
                && accepted.filter(each -> !each.view().isBefore(changed.get().view()))
                        .isEmpty()) {
            return withOwnChange(fresh, changed.get().view(), locked);
        }
        return accepted.map(each -> withOwnVotes(fresh, each, locked)).orElse(fresh);
    }

    /// Views never fall while a journal is written, so the last record of a kind is the one of the highest
    /// view.
    private static <T extends JournalRecord> Optional<T> last(List<JournalRecord> records, Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).reduce((earlier, later) -> later);
    }

    private static Prepared prepared(Locked locked, List<JournalRecord> records) {
        var certificate = locked.certificate();
        return records.stream()
                .filter(Accepted.class::isInstance)
                .map(Accepted.class::cast)
                .map(Accepted::proposal)
                .filter(proposal -> proposal.digest().equals(certificate.digest()))
                .findFirst()
                .map(proposal -> new Prepared(certificate, proposal))
                .orElseThrow(() -> new Invariant.Broken("a certificate in the journal has its block before it"));
    }

    private static State withOwnVotes(State fresh, Accepted accepted, Optional<Prepared> locked) {
        var voter = fresh.voter().orElseThrow();
        var round = new Round(
                accepted.view(),
                new Round.Active(),
                false,
                Optional.empty(),
                Optional.of(new Candidate(accepted.proposal(), true)),
                locked);
        var digest = accepted.proposal().digest();
        var ballots = Ballots.none().with(sign(fresh, voter, Vote.Phase.PREPARE, accepted.view(), digest));
        if (round.isLockedHere()) {
            ballots = ballots.with(sign(fresh, voter, Vote.Phase.COMMIT, accepted.view(), digest));
        }
        return fresh.with(round).with(ballots);
    }

    private static SignedVote sign(State state, Voter voter, Vote.Phase phase, View view, Hash digest) {
        return state.sign(voter, state.instance().vote(phase, state.height(), view, digest));
    }

    private static State withOwnChange(State fresh, View view, Optional<Prepared> locked) {
        var voter = fresh.voter().orElseThrow();
        var certificate = locked.map(Prepared::certificate);
        var hash = SigningHash.viewChange(fresh.instance(), fresh.height(), view, certificate);
        var change = new ViewChange(
                fresh.height(),
                view,
                certificate,
                locked.map(Prepared::proposal),
                voter.seat(),
                voter.signer().sign(hash));
        var round = new Round(view, new Round.Changing(), false, Optional.empty(), Optional.empty(), locked);
        return fresh.with(round).with(Ballots.none().with(change));
    }
}
