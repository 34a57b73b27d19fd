// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.crypto.PublicKey;

/// All peers that were ever met in one sync.
final class PeerScores {
    private final SortedMap<PublicKey, PeerScore> scores = new TreeMap<>();

    void add(List<PublicKey> peers) {
        peers.forEach(peer -> scores.computeIfAbsent(peer, PeerScore::new));
    }

    Collection<PeerScore> all() {
        return scores.values();
    }

    /// Who should be asked next, if anybody may be.
    Optional<PeerScore> freest(long nowMillis, Set<PublicKey> except) {
        return scores.values().stream()
                .filter(peer -> peer.mayBeAsked(nowMillis) && !except.contains(peer.peer()))
                .min(Comparator.comparingInt(PeerScore::asked));
    }

    /// Whether all have lied or are among those excepted, and there are some.
    boolean noneIsLeft(Set<PublicKey> except) {
        return !scores.isEmpty()
                && scores.values().stream().allMatch(peer -> peer.hasLied() || except.contains(peer.peer()));
    }
}
