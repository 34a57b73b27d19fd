// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// A [SnapshotSync] among neighbours, in virtual time.
final class SyncRun {
    private static final long TICK_MILLIS = 100;
    private static final long ASKER_PATIENCE_MILLIS = 10_000;

    private final SortedMap<PublicKey, Neighbour> neighbours;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::number));
    final List<SyncEffect> effects = new ArrayList<>();
    long nowMillis;
    private long number;
    private SnapshotSync sync;

    private record Due(long atMillis, long number, SyncEvent event) {}

    SyncRun(SnapshotSync sync, Map<PublicKey, Neighbour> neighbours) {
        this.sync = sync;
        this.neighbours = new TreeMap<>(neighbours);
        at(0, new SyncEvent.Connected(List.copyOf(this.neighbours.keySet())));
        at(TICK_MILLIS, new SyncEvent.Ticked());
    }

    /// Runs until the sync is over, or until `limit` events were handled; says whether it is over.
    boolean run(int limit) {
        for (int i = 0; i < limit && !sync.isOver(); i++) {
            var next = due.remove();
            nowMillis = next.atMillis();
            sync.step(next.event(), nowMillis).forEach(this::does);
            if (next.event() instanceof SyncEvent.Ticked) {
                at(TICK_MILLIS, next.event());
            }
        }
        return sync.isOver();
    }

    private void does(SyncEffect effect) {
        effects.add(effect);
        if (effect instanceof SyncEffect.Ask(var id, var peer, var chain, var question)) {
            switch (Objects.requireNonNull(neighbours.get(peer)).ask(chain, question)) {
                case Neighbour.Reply.Answer(var bytes, var millis) -> at(millis, new SyncEvent.Answered(id, bytes));
                case Neighbour.Reply.Lacking _ -> at(5, new SyncEvent.Failed(id, true));
                case Neighbour.Reply.Silence _ -> at(ASKER_PATIENCE_MILLIS, new SyncEvent.Failed(id, false));
            }
        }
    }

    private void at(long millis, SyncEvent event) {
        due.add(new Due(nowMillis + millis, number++, event));
    }

    boolean completed() {
        return effects.stream().anyMatch(SyncEffect.Completed.class::isInstance);
    }

    List<PublicKey> liars() {
        return effects.stream()
                .filter(SyncEffect.Lied.class::isInstance)
                .map(effect -> ((SyncEffect.Lied) effect).peer())
                .toList();
    }

    /// Stores in memory.
    static final class MemoryWorkshop implements Workshop {
        final Map<ChainName, MemoryStore> stores = new TreeMap<>();
        List<ChainName> completed = List.of();

        @Override
        public KeyValueStore store(ChainName chain) {
            return stores.computeIfAbsent(chain, _ -> new MemoryStore());
        }

        @Override
        public void discard(ChainName chain) {
            stores.remove(chain);
        }

        @Override
        public void complete(List<ChainName> chains) {
            completed = List.copyOf(chains);
        }
    }
}
