// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.driver.Journal;

/// A disk that forgets what was not synced: on a crash any prefix of it survives.
final class SimulatedJournal implements Journal {
    private final Runnable beforeEachUse;
    private final List<Bytes> durable = new ArrayList<>(List.of(JournalCodec.firstRecord()));
    private List<Bytes> backup = List.of(JournalCodec.firstRecord());
    private final List<Bytes> unsynced = new ArrayList<>();
    private boolean unused = true;

    SimulatedJournal(Runnable beforeEachUse) {
        this.beforeEachUse = beforeEachUse;
    }

    @Override
    public List<Bytes> records() {
        return List.copyOf(durable);
    }

    @Override
    public boolean isUnused() {
        return unused;
    }

    @Override
    public void append(Bytes entry) {
        beforeEachUse.run();
        unsynced.add(entry);
    }

    @Override
    public void sync() {
        beforeEachUse.run();
        durable.addAll(unsynced);
        unsynced.clear();
    }

    /// Keeps the old records half of the time, as the contract allows.
    @Override
    public void reset(Bytes first) {
        beforeEachUse.run();
        if (first.get(first.size() - 1) % 2 == 0) {
            durable.clear();
            unsynced.clear();
            durable.add(first);
        } else {
            unsynced.add(first);
        }
    }

    void backUp() {
        backup = List.copyOf(durable);
    }

    void restore() {
        durable.clear();
        durable.addAll(backup);
    }

    void empty() {
        durable.clear();
    }

    void truncate(Random random) {
        int kept = random.nextInt(durable.size() + 1);
        durable.subList(kept, durable.size()).clear();
    }

    void crash(Random random) {
        durable.addAll(unsynced.subList(0, random.nextInt(unsynced.size() + 1)));
        unsynced.clear();
        unused = false;
    }
}
