// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Locale;
import java.util.function.Function;

/// Bugs that others had, or that one could have: each is planted into every correct node, and must be caught.
enum PlantedBug {
    QUORUM_OF_2F(Scenario.BYZANTINE, world -> new QuorumOf2f(new Forger(world))),
    FSYNC_SKIPPED(Scenario.DISK, world -> new LyingJournal(LyingJournal.Lie.NOTHING_SYNCED)),
    VIEW_NOT_PERSISTED(Scenario.MIXED, world -> new LyingJournal(LyingJournal.Lie.VIEWS_FORGOTTEN)),
    OWN_VOTE_FORGOTTEN(Scenario.CRASH, world -> new LyingJournal(LyingJournal.Lie.VOTES_FORGOTTEN)),
    LOCK_FORGOTTEN(Scenario.LOCKED, world -> new PreparedDropped(new Forger(world), true)),
    PREPARED_LEFT_OUT_OF_VIEW_CHANGE(Scenario.LOCKED, world -> new PreparedDropped(new Forger(world), false)),
    STALE_NEW_VIEW_ACCEPTED(Scenario.NETWORK, world -> new StaleNewViewAccepted()),
    CERTIFICATE_OF_ANOTHER_COMMITTEE(Scenario.BYZANTINE, world -> new StrangersBelieved(world)),
    COMMIT_WITHOUT_CERTIFICATE(Scenario.NORMAL, world -> new CommitAtPrepared()),
    STATE_ROOT_NOT_CHECKED(Scenario.BYZANTINE, world -> new EverythingValid()),
    MESSAGE_CONSUMED_TWICE(Scenario.SERVICE, world -> new LyingStore(LyingStore.Lie.INBOX_KEPT)),
    RECEIPT_COUNTED_TWICE(Scenario.SERVICE, world -> new LyingStore(LyingStore.Lie.WATERMARK_FORGOTTEN)),
    TIMEOUT_UNCAPPED(Scenario.STALL, world -> new PatienceWithoutEnd());

    /// Seeds that a bug may need to show.
    static final int SEEDS = 300;

    private final Scenario scenario;
    private final Function<World, Plant> plant;

    PlantedBug(Scenario scenario, Function<World, Plant> plant) {
        this.scenario = scenario;
        this.plant = plant;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Where it shows.
    Scenario scenario() {
        return scenario;
    }

    Plant plant(World world) {
        return plant.apply(world);
    }
}
