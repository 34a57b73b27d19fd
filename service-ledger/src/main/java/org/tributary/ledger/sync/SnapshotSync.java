// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.Ledger;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;

/// Gets a snapshot of all chains from whatever peers there are: what to ask whom, and what becomes of the answers. One
/// thread; a function of its events and of what the stores hold.
///
/// First main's state; then that of each service chain, at a height that main's state has anchored; then those headers
/// and messages of main that the service chains will ask for. A service chain of which nothing newer is offered keeps
/// what it has.
public final class SnapshotSync {
    /// More wants than all peers together are asked at once.
    private static final int LOOK_AHEAD = 128;

    private final ChainSpec spec;
    private final SortedMap<ChainName, Ledger> ledgers;
    private final Workshop workshop;
    private final PeerScores peers = new PeerScores();
    private final SortedMap<Long, Asked> asked = new TreeMap<>();
    private final TreeSet<Hash> givenUp = new TreeSet<>();
    private final TreeSet<ChainName> kept = new TreeSet<>();
    private final List<SyncEffect> effects = new ArrayList<>();
    private Phase phase = new Phase.Deciding();
    private long nextId;

    private record Asked(PeerScore peer, Phase phase, Optional<Want> want, long sinceMillis) {}

    /// @param ledgers of all chains of the node, as they are now; their own threads may go on meanwhile
    public SnapshotSync(ChainSpec spec, SortedMap<ChainName, Ledger> ledgers, Workshop workshop) {
        this.spec = spec;
        this.ledgers = ledgers;
        this.workshop = workshop;
    }

    public List<SyncEffect> step(SyncEvent event, long nowMillis) {
        effects.clear();
        switch (event) {
            case SyncEvent.Connected(var known) -> peers.add(known);
            case SyncEvent.Answered(var id, var answer) -> answered(id, answer, nowMillis);
            case SyncEvent.Failed(var id, var lacking) -> failed(id, lacking, nowMillis);
            case SyncEvent.Ticked _ -> {}
        }
        while (moves(nowMillis)) {
            // One phase after the other, until one waits for its answers.
        }
        return List.copyOf(effects);
    }

    public boolean isOver() {
        return phase instanceof Phase.Over;
    }

    /// Does what can be done; returns whether another phase began.
    private boolean moves(long nowMillis) {
        switch (phase) {
            case Phase.Deciding _ -> phase = decide();
            case Phase.Asking(var round) -> {
                if (!round.isOver(nowMillis)) {
                    askForOffers(round, nowMillis);
                    return false;
                }
                choose(round);
            }
            case Phase.Filling filling -> {
                if (fill(filling, nowMillis)) {
                    return false;
                }
            }
            case Phase.Over _ -> {
                return false;
            }
        }
        return true;
    }

    private Phase decide() {
        var staged = new ArrayList<ChainName>();
        for (var chain : ledgers.keySet().stream()
                .sorted(Comparator.comparing(name -> !name.equals(ChainName.MAIN)))
                .toList()) {
            if (kept.contains(chain)) {
                continue;
            }
            var staging = staging(chain);
            var target = staging.target();
            if (target.isEmpty()) {
                return new Phase.Asking(new OfferRound(chain));
            }
            staged.add(chain);
            if (staging.completeState()) {
                return filling(target.get(), staging);
            }
        }
        var main = staging(ChainName.MAIN);
        if (main.completeHistory(readers())) {
            return filling(main.target().orElseThrow(), main);
        }
        staged.forEach(chain -> staging(chain).finish());
        workshop.complete(staged);
        effects.add(new SyncEffect.Completed());
        return new Phase.Over();
    }

    private Phase filling(Offer target, Staging staging) {
        effects.add(new SyncEffect.Fetching(target.header().chain(), target.height()));
        return new Phase.Filling(target, staging, new TreeSet<>());
    }

    private List<Staging.Reader> readers() {
        return ledgers.keySet().stream()
                .filter(chain -> !chain.equals(ChainName.MAIN))
                .map(chain -> kept.contains(chain)
                        ? ledger(chain).head().header()
                        : staging(chain).target().orElseThrow().header())
                .map(Staging.Reader::of)
                .toList();
    }

    private void askForOffers(OfferRound round, long nowMillis) {
        for (var peer : peers.all()) {
            if (peer.mayBeAsked(nowMillis) && round.ask(peer.peer())) {
                ask(peer, round.chain(), new Question.Offers(), Optional.empty(), nowMillis);
            }
        }
    }

    private void choose(OfferRound round) {
        var chain = round.chain();
        var here = ledger(chain).height();
        boolean isMain = chain.equals(ChainName.MAIN);
        var most = isMain ? new Height(Long.MAX_VALUE) : staging(ChainName.MAIN).anchored(chain);
        var best = round.best(height -> height.isAfter(here) && !height.isAfter(most), hash -> !givenUp.contains(hash));
        if (best.isPresent()) {
            workshop.discard(chain);
            var genesis = ledger(chain).blocks().block(Height.ZERO).orElseThrow();
            staging(chain).begin(best.get(), genesis);
            phase = new Phase.Deciding();
        } else if (isMain) {
            effects.add(new SyncEffect.Abandoned());
            phase = new Phase.Over();
        } else {
            kept.add(chain);
            phase = new Phase.Deciding();
        }
    }

    /// Asks for what is wanted; returns whether this phase goes on.
    private boolean fill(Phase.Filling filling, long nowMillis) {
        var underWay = asked.values().stream()
                .filter(one -> one.phase().equals(filling))
                .flatMap(one -> one.want().stream())
                .map(Want::key)
                .toList();
        var wants = filling.staging().wants(LOOK_AHEAD);
        if (wants.isEmpty() && underWay.isEmpty()) {
            phase = new Phase.Deciding();
            return false;
        }
        if (peers.noneIsLeft(filling.lacking())) {
            giveUp(filling);
            return false;
        }
        for (var want : wants) {
            if (!underWay.contains(want.key())) {
                var peer = peers.freest(nowMillis, filling.lacking());
                if (peer.isEmpty()) {
                    break;
                }
                var question = want.question(filling.target().height());
                ask(peer.get(), filling.target().header().chain(), question, Optional.of(want), nowMillis);
            }
        }
        return true;
    }

    /// A snapshot of main takes those of the other chains with it, which were chosen for it.
    private void giveUp(Phase.Filling filling) {
        var chain = filling.target().header().chain();
        givenUp.add(filling.target().header().hash());
        if (chain.equals(ChainName.MAIN)) {
            ledgers.keySet().forEach(workshop::discard);
            kept.clear();
        } else {
            workshop.discard(chain);
        }
        phase = new Phase.Deciding();
    }

    private void ask(PeerScore peer, ChainName chain, Question question, Optional<Want> want, long nowMillis) {
        peer.ask();
        asked.put(nextId, new Asked(peer, phase, want, nowMillis));
        effects.add(new SyncEffect.Ask(nextId++, peer.peer(), chain, question));
    }

    private void answered(long id, Bytes answer, long nowMillis) {
        var question = asked.remove(id);
        if (question == null) {
            return;
        }
        var peer = question.peer();
        var verdict = Verdict.accept();
        // What was asked in a phase that is over is of no use, and not judged.
        if (question.phase().equals(phase)) {
            verdict = switch (phase) {
                case Phase.Asking(var round) -> offered(round, answer, nowMillis);
                case Phase.Filling filling ->
                    filling.staging().take(question.want().orElseThrow(), answer);
                case Phase.Deciding _, Phase.Over _ -> verdict;
            };
        }
        if (verdict instanceof Verdict.Reject(var reason)) {
            if (!peer.hasLied()) {
                effects.add(new SyncEffect.Lied(peer.peer(), reason));
            }
            peer.lied();
        } else {
            peer.answered(nowMillis - question.sinceMillis());
        }
    }

    private Verdict offered(OfferRound round, Bytes answer, long nowMillis) {
        round.answered(nowMillis);
        return switch (Offer.decode(spec.hash(), answer)) {
            case Decoded.Malformed<List<Offer>>(var reason) -> Verdict.reject(reason);
            case Decoded.Value<List<Offer>>(var offers) -> {
                for (var offer : offers) {
                    if (offer.check(spec, round.chain()) instanceof Verdict.Reject(var reason)) {
                        yield Verdict.reject(reason);
                    }
                }
                offers.forEach(round::add);
                yield Verdict.accept();
            }
        };
    }

    private void failed(long id, boolean lacking, long nowMillis) {
        var question = asked.remove(id);
        if (question == null) {
            return;
        }
        var peer = question.peer();
        if (lacking) {
            peer.lacked();
        } else {
            peer.failed(nowMillis);
        }
        if (!question.phase().equals(phase)) {
            return;
        }
        switch (phase) {
            case Phase.Asking(var round) -> {
                if (lacking) {
                    round.answered(nowMillis);
                } else {
                    round.failed(peer.peer());
                }
            }
            case Phase.Filling filling -> {
                if (lacking) {
                    filling.lacking().add(peer.peer());
                }
            }
            case Phase.Deciding _, Phase.Over _ -> {}
        }
    }

    private Staging staging(ChainName chain) {
        return new Staging(spec, workshop.store(chain));
    }

    private Ledger ledger(ChainName chain) {
        return Objects.requireNonNull(ledgers.get(chain), "every chain has a ledger");
    }
}
