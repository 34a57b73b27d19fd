// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Round.Candidate;
import org.tributary.pbft.Round.Prepared;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// A replica as its journal left it: it stands where it last promised something, and says the same again, once
/// the others have shown it nothing else of its own.
///
/// Chain and journal need not agree. What lies below the chain is settled. A journal above the chain is kept in
/// mind until the chain has come up to it.
public final class Recovery {
    private Recovery() {}

    /// What a start finds.
    ///
    /// @param tip the application's last durable block
    /// @param records of the journal, in the order in which they were written
    /// @param unused the journal was begun just now, for a key that never signed
    /// @param recent certificates of the chain's last blocks: one with a signature of ours that the journal
    ///     lacks shows that the journal is older than the chain
    public record Found(Tip tip, List<JournalRecord> records, boolean unused, List<QuorumCertificate> recent) {}

    /// @param question a number that no earlier life of this replica used
    public static State recovered(Instance instance, Found found, long question) {
        var tip = found.tip();
        var records = found.records();
        var fresh = State.fresh(instance, tip);
        if (instance.voter().isEmpty()) {
            return fresh;
        }
        var memory = memory(instance, tip, records);
        var asking = Standing.asking(memory, question, amnesia(records));
        var standing = found.unused() ? asking.with(Witnesses.UNNEEDED) : asking;
        boolean inFlight = memory.height().equals(fresh.height());
        var recalled =
                inFlight ? fresh.with(memory.round().orElse(fresh.round())).with(memory.own()) : fresh;
        var state = recalled.with(standing);
        return Stream.concat(tip.certificate().stream(), found.recent().stream())
                        .anyMatch(state::isForgotten)
                ? state.with(Standing.asking(
                        memory, question, Optional.of("the chain has a signature of ours that the journal lacks")))
                : state;
    }

    private static Optional<String> amnesia(List<JournalRecord> records) {
        if (records.isEmpty()) {
            return Optional.of("the journal is empty, and was not begun with a new key");
        }
        return records.getLast() instanceof Forgot
                ? Optional.of("the journal was found before to lack signatures of ours")
                : Optional.empty();
    }

    private static Memory memory(Instance instance, Tip tip, List<JournalRecord> records) {
        var height = records.stream()
                .map(JournalRecord::height)
                .max(Height::compareTo)
                .orElse(tip.height().next());
        var last = records.stream().filter(each -> each.height().equals(height)).toList();
        return amnesia(records).isPresent() ? Memory.began(height) : new Recollection(instance, height, last).memory();
    }

    /// @param records of `height`
    private record Recollection(Instance instance, Height height, List<JournalRecord> records) {
        Memory memory() {
            var own = Ballots.none();
            var accepted = last(records, Accepted.class);
            var locked = last(records, Locked.class);
            var changed = last(records, Changed.class);
            if (accepted.isPresent()) {
                var digest = accepted.get().proposal().digest();
                own = own.with(signed(Vote.Phase.PREPARE, accepted.get().view(), digest));
            }
            if (locked.isPresent()) {
                var vote = locked.get().certificate().vote();
                own = own.with(signed(Vote.Phase.COMMIT, vote.view(), vote.digest()));
            }
            if (changed.isPresent()) {
                own = own.with(viewChange(changed.get()));
            }
            return new Memory(height, round(accepted, changed, locked.map(this::prepared)), own);
        }

        /// Views never fall while a journal is written, so the last record of a kind is the one of the highest view.
        private static <T extends JournalRecord> Optional<T> last(List<JournalRecord> records, Class<T> kind) {
            return records.stream().filter(kind::isInstance).map(kind::cast).reduce((earlier, later) -> later);
        }

        private static Optional<Round> round(
                Optional<Accepted> accepted, Optional<Changed> changed, Optional<Prepared> locked) {
            var left = changed.filter(
                    each -> accepted.isEmpty() || accepted.get().view().isBefore(each.view()));
            if (left.isPresent()) {
                return Optional.of(new Round(
                        left.get().view(), new Round.Changing(), false, Optional.empty(), Optional.empty(), locked));
            }
            return accepted.map(each -> new Round(
                    each.view(),
                    new Round.Active(),
                    false,
                    Optional.empty(),
                    Optional.of(new Candidate(each.proposal(), true)),
                    locked));
        }

        private Prepared prepared(Locked locked) {
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

        private Voter voter() {
            return instance.voter().orElseThrow();
        }

        private SignedVote signed(Vote.Phase phase, View view, Hash digest) {
            var vote = instance.vote(phase, height, view, digest);
            return new SignedVote(vote, voter().seat(), voter().signer().sign(vote.signingHash()));
        }

        /// It carried what was prepared when it was written.
        private ViewChange viewChange(Changed changed) {
            var before = records.subList(0, records.lastIndexOf(changed));
            var locked = last(before, Locked.class).map(this::prepared);
            var certificate = locked.map(Prepared::certificate);
            var hash = SigningHash.viewChange(instance, height, changed.view(), certificate);
            return new ViewChange(
                    height,
                    changed.view(),
                    certificate,
                    locked.map(Prepared::proposal),
                    voter().seat(),
                    voter().signer().sign(hash));
        }
    }
}
