// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.List;
import java.util.Random;
import org.tributary.pbft.PbftMessage.Certified;

/// What a disk, or who looks after it, does to a replica that is down. Each makes it one of the f faulty.
enum DiskFault {
    NONE {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {}
    },
    /// Deleted, or damaged and set aside.
    JOURNAL_GONE {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {
            journal.empty();
        }
    },
    JOURNAL_FROM_BACKUP {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {
            journal.restore();
        }
    },
    /// Everything from one backup.
    ALL_FROM_BACKUP {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {
            journal.restore();
            DATABASE_BEHIND.strike(journal, store, random);
        }
    },
    /// Synced records are gone, from the end.
    JOURNAL_TRUNCATED {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {
            journal.truncate(random);
        }
    },
    DATABASE_BEHIND {
        @Override
        void strike(SimulatedJournal journal, List<Certified> store, Random random) {
            for (int lost = random.nextInt(store.size() + 1); lost > 0; lost--) {
                store.removeLast();
            }
        }
    };

    abstract void strike(SimulatedJournal journal, List<Certified> store, Random random);

    /// Whether it may hide signatures of which no peer has heard: such a replica may vote twice, and only the others
    /// are safe from it.
    boolean mayGoUnnoticed() {
        return this == JOURNAL_FROM_BACKUP || this == ALL_FROM_BACKUP || this == JOURNAL_TRUNCATED;
    }
}
