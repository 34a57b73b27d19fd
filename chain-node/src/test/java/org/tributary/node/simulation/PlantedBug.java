// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Bugs that others had, or that one could have: each is planted into every correct node, and must be caught.
// Function and Set.of are immutable, but do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum PlantedBug {
    QUORUM_OF_2F(
            Scenario.BYZANTINE,
            Set.of(Property.AGREEMENT, Property.UNIQUE_CERTIFICATES),
            world -> new QuorumOf2f(new Forger(world))),
    FSYNC_SKIPPED(
            Scenario.DISK,
            Set.of(Property.ONE_VOTE_A_SLOT, Property.AGREEMENT),
            world -> new LyingJournal(LyingJournal.Lie.NOTHING_SYNCED)),
    VIEW_NOT_PERSISTED(
            Scenario.MIXED,
            Set.of(Property.ONE_VOTE_A_SLOT),
            world -> new LyingJournal(LyingJournal.Lie.VIEWS_FORGOTTEN)),
    OWN_VOTE_FORGOTTEN(
            Scenario.CRASH,
            Set.of(Property.ONE_VOTE_A_SLOT),
            world -> new LyingJournal(LyingJournal.Lie.VOTES_FORGOTTEN)),
    LOCK_FORGOTTEN(
            Scenario.LOCKED,
            Set.of(Property.AGREEMENT, Property.UNIQUE_CERTIFICATES),
            world -> new PreparedDropped(new Forger(world), true)),
    PREPARED_LEFT_OUT_OF_VIEW_CHANGE(
            Scenario.LOCKED,
            Set.of(Property.AGREEMENT, Property.UNIQUE_CERTIFICATES),
            world -> new PreparedDropped(new Forger(world), false)),
    EARLIER_LIFE_IGNORED(Scenario.UNHEARD, Set.of(Property.ONE_VOTE_A_SLOT), world -> new FirstLifeForEver()),
    STALE_NEW_VIEW_ACCEPTED(Scenario.NETWORK, Set.of(Property.ONE_VOTE_A_SLOT), world -> new StaleNewViewAccepted()),
    CERTIFICATE_OF_ANOTHER_COMMITTEE(
            Scenario.BYZANTINE, Set.of(Property.AGREEMENT), world -> new StrangersBelieved(world)),
    COMMIT_WITHOUT_CERTIFICATE(Scenario.NORMAL, Set.of(Property.AGREEMENT), world -> new CommitAtPrepared()),
    STATE_ROOT_NOT_CHECKED(
            Scenario.BYZANTINE, Set.of(Property.NO_HALT, Property.SAME_STATE), world -> new EverythingValid()),
    MESSAGE_CONSUMED_TWICE(
            Scenario.SERVICE,
            Set.of(Property.NO_HALT, Property.EXACTLY_ONCE),
            world -> new LyingStore(LyingStore.Lie.INBOX_KEPT)),
    RECEIPT_COUNTED_TWICE(
            Scenario.SERVICE,
            Set.of(Property.NO_HALT, Property.EXACTLY_ONCE),
            world -> new LyingStore(LyingStore.Lie.WATERMARK_FORGOTTEN)),
    BATCH_CLOSED_TWICE(
            Scenario.SERVICE, Set.of(Property.EXACTLY_ONCE), world -> new LyingStore(LyingStore.Lie.BATCH_KEPT)),
    SHARED_CAP_FORGOTTEN(
            Scenario.SERVICE,
            Set.of(Property.EXACTLY_ONCE),
            world -> new LyingStore(LyingStore.Lie.SHARED_CAP_FORGOTTEN)),
    BATCH_ACKNOWLEDGED_BEFORE_SYNC(Scenario.SERVICE, Set.of(Property.ACKNOWLEDGED), world -> new ShelfNotSynced()),
    RECEIPT_ACKNOWLEDGED_BEFORE_SYNC(Scenario.SERVICE, Set.of(Property.ACKNOWLEDGED), world -> new EdgeDiskForgets()),
    BOOK_BEGUN_ANEW(Scenario.SERVICE, Set.of(Property.ACKNOWLEDGED), world -> new BookBegunAnew()),
    SENT_TAKEN_FOR_CERTIFIED(Scenario.SERVICE, Set.of(Property.ACKNOWLEDGED), world -> new SentTakenForCertified()),
    CERTIFIED_TAKEN_FOR_COUNTED(Scenario.SERVICE, Set.of(Property.DISPLAYED), world -> new CertifiedTakenForCounted()),
    OMISSION_TOLERATED(Scenario.OMISSION, Set.of(Property.ORDERED), world -> new OmissionTolerated()),
    SNAPSHOT_NOT_SYNCED(
            Scenario.SNAPSHOT, Set.of(Property.NO_HALT, Property.SAME_STATE), world -> new SnapshotNotSynced()),
    TIMEOUT_UNCAPPED(Scenario.STALL, Set.of(Property.LIVENESS), world -> new PatienceWithoutEnd());

    /// Seeds that a bug may need to show.
    static final int SEEDS = 300;

    private final Scenario scenario;
    private final Set<Property> broken;
    private final Function<World, Plant> plant;

    /// @param scenario where it shows
    /// @param broken what it breaks, one of them first
    PlantedBug(Scenario scenario, Set<Property> broken, Function<World, Plant> plant) {
        this.scenario = scenario;
        this.broken = broken;
        this.plant = plant;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a run shows it.
    boolean isSeenIn(Simulation run) {
        return run.violations().broke(broken);
    }

    Scenario scenario() {
        return scenario;
    }

    Plant plant(World world) {
        return plant.apply(world);
    }
}
