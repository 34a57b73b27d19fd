// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PublicKey;

/// Peers are asked which snapshots of one chain they have.
final class OfferRound {
    /// How long the others may take once the first has answered.
    private static final long PATIENCE_MILLIS = 3_000;

    private final ChainName chain;
    private final TreeSet<PublicKey> asked = new TreeSet<>();
    private final SortedMap<Hash, Found> found = new TreeMap<>();
    private int waiting;
    private Optional<Long> firstMillis = Optional.empty();

    private record Found(Offer offer, int peers) {}

    OfferRound(ChainName chain) {
        this.chain = chain;
    }

    ChainName chain() {
        return chain;
    }

    /// Whether the peer is yet to be asked; from then on it is not.
    boolean ask(PublicKey peer) {
        if (!asked.add(peer)) {
            return false;
        }
        waiting++;
        return true;
    }

    void answered(long nowMillis) {
        waiting--;
        firstMillis = firstMillis.or(() -> Optional.of(nowMillis));
    }

    /// No answer came: it may be asked again.
    void failed(PublicKey peer) {
        waiting--;
        asked.remove(peer);
    }

    void add(Offer offer) {
        found.merge(
                offer.header().hash(),
                new Found(offer, 1),
                (known, one) -> new Found(known.offer(), known.peers() + one.peers()));
    }

    boolean isOver(long nowMillis) {
        return firstMillis.isPresent() && (waiting == 0 || nowMillis >= firstMillis.get() + PATIENCE_MILLIS);
    }

    /// The one that most peers have, the highest of these: the more there are, the faster it comes.
    Optional<Offer> best(Predicate<Height> height, Predicate<Hash> usable) {
        return found.entrySet().stream()
                .filter(entry -> usable.test(entry.getKey())
                        && height.test(entry.getValue().offer().height()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingInt(Found::peers)
                        .thenComparing(one -> one.offer().height()))
                .map(Found::offer);
    }
}
