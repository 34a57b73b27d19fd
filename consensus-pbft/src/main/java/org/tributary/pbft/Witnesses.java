// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.QuorumCertificate;

/// How far the others stood when this replica started: what it may have voted for in an earlier life went no further.
/// ADR 0012.
///
/// @param needed false for a replica that had no earlier life
/// @param places by seat, as first answered: the earlier life was over then
record Witnesses(boolean needed, SortedMap<Integer, Place> places) {
    static final Witnesses UNNEEDED = new Witnesses(false, new TreeMap<>());
    static final Witnesses NONE = new Witnesses(true, new TreeMap<>());

    /// Below every view: a vote there was not possible.
    private static final long NOWHERE = -1;

    /// Above every view: the height is settled, and whoever said so proves it.
    private static final long SETTLED = Long.MAX_VALUE;

    Witnesses {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    /// Where a member stands.
    ///
    /// @param height in flight
    /// @param prepared the view in which it saw the block of `height` prepared
    record Place(Height height, View view, Optional<View> prepared) {
        static Place of(ReplyStable reply) {
            var height = reply.committed()
                    .map(QuorumCertificate::height)
                    .orElse(Height.ZERO)
                    .next();
            var prepared = reply.prepared()
                    .filter(certificate -> certificate.height().equals(height))
                    .map(certificate -> certificate.vote().view());
            return new Place(height, reply.view(), prepared);
        }

        /// The highest view of `asked` that somebody can have voted in, as far as this member knows.
        private long reach(Height asked) {
            if (asked.isBefore(height)) {
                return SETTLED;
            }
            if (asked.equals(height)) {
                return view.number();
            }
            // What is prepared may be committed elsewhere. The next height begins in its block's view, or below.
            return asked.equals(height.next()) ? prepared.map(View::number).orElse(NOWHERE) : NOWHERE;
        }
    }

    Witnesses with(int seat, Place place) {
        var more = new TreeMap<>(places);
        more.putIfAbsent(seat, place);
        return new Witnesses(needed, more);
    }

    /// Whether a vote at `height` in `view` is certainly our first.
    ///
    /// To have voted in a view, we must have seen a quorum that was on its way there, by VIEW-CHANGEs or by
    /// COMMITs for the height before. Without us and f − 1 liars, quorum − f correct members remember that. Each
    /// that is silent is one less among the answers; so of those that remain, at least `holders` reach as far
    /// as we did.
    boolean exclude(Height height, View view, Committee committee) {
        if (!needed || places.isEmpty()) {
            return true;
        }
        int silent = committee.size() - 1 - places.size();
        int holders = Math.clamp(committee.quorum() - Math.max(1, committee.faults()) - silent, 1, places.size());
        return places.values().stream()
                        .map(place -> place.reach(height))
                        .sorted(Comparator.reverseOrder())
                        .skip(holders - 1L)
                        .findFirst()
                        .orElseThrow()
                < view.number();
    }

    boolean lackAny(Committee committee) {
        return needed && places.size() < committee.size() - 1;
    }
}
