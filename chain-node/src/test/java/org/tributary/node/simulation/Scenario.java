// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a run is about; the seed says how bad it gets.
enum Scenario {
    NORMAL(1),
    NETWORK(1),
    PARTITIONS(1),
    CRASH(4),
    DISK(4),
    CLOCK(2),
    BYZANTINE(4),
    TWINS(2),
    SYNC(3),
    SNAPSHOT(2),
    LOAD(1),
    SERVICE(4),
    OMISSION(1),
    LOCKED(1),
    UNHEARD(1),
    STALL(1),
    DISTANT(1),
    MIXED(2),
    // More than a committee bears: these must break.
    TOO_MANY_TRAITORS(0),
    TOO_MANY_TWINS(0),
    TOO_MANY_AMNESIACS(0);

    private static final long HEALS_AT_MILLIS = 4_000;
    /// With time-outs that grow by half and have no cap, the next view would be more than a minute away then.
    private static final long STALLS_MILLIS = 190_000;
    /// Time to fall behind, and to fetch and put in a snapshot, again and again.
    private static final long SNAPSHOTS_MILLIS = 10_000;

    /// Receipts go their way, and everything on it dies in turn.
    private static final long SERVES_MILLIS = 6_000;

    private static final int MOST_TURNS = 4;
    private final int share;

    /// @param share how many seeds of a round it gets; none where it must not end well
    Scenario(int share) {
        this.share = share;
    }

    /// A round of seeds: those with many kinds of faults more often.
    static List<Scenario> dealt() {
        return IntStream.range(0, MOST_TURNS)
                .boxed()
                .flatMap(turn -> Arrays.stream(values()).filter(scenario -> scenario.share > turn))
                .toList();
    }

    /// Whether a run of it must end well.
    boolean isToHold() {
        return share > 0;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A network with its clients, and the faults planned.
    Simulation prepare(Worlds worlds, long seed, Function<World, Plant> plants) {
        // The plan's own draws: what is drawn later must not depend on them.
        var random = Draws.of(seed * 31 + text().hashCode());
        int size = random.nextInt(8) == 0 && this != TOO_MANY_TWINS ? 7 : 4;
        var twins = twins(random.nextInt(size));
        var world = worlds.of(size, kind(random));
        long healsAtMillis = healsAtMillis();
        var simulation = new Simulation(world, seed, healsAtMillis, twins, plants.apply(world));
        var payments = new Payments(simulation);
        int transfers = 4 + random.nextInt(8) + (needsBlocks() ? 20 : 0);
        for (int i = 0; i < transfers; i++) {
            payments.transfer(simulation.world().account(i % 4), i % 5, 150 + HEALS_AT_MILLIS * i / transfers);
        }
        simulation.add(payments);
        boolean serves = this == SERVICE || this == OMISSION || (this != STALL && random.nextInt(3) == 0);
        var receipts = serves ? List.of(new Receipts(simulation, payments)) : List.<Receipts>of();
        receipts.forEach(simulation::add);
        plan(simulation, random, payments, receipts);
        // One that comes when all is well again.
        payments.transfer(simulation.world().account(0), 0, healsAtMillis + 100);
        return simulation;
    }

    /// Whether its faults strike where blocks are made.
    private boolean needsBlocks() {
        return switch (this) {
            case CRASH, DISK, BYZANTINE, TWINS, SYNC, UNHEARD -> true;
            default -> false;
        };
    }

    /// Draws only where there is a choice.
    private World.Kind kind(Random random) {
        return switch (this) {
            case SERVICE -> random.nextInt(4) == 0 ? World.Kind.CALLS : World.Kind.PLAIN;
            case OMISSION -> World.Kind.LONG_REIGNS;
            default -> World.Kind.PLAIN;
        };
    }

    private long healsAtMillis() {
        return switch (this) {
            case STALL -> STALLS_MILLIS;
            case SNAPSHOT -> SNAPSHOTS_MILLIS;
            case SERVICE -> SERVES_MILLIS;
            default -> HEALS_AT_MILLIS;
        };
    }

    /// Seats with two nodes.
    private List<Integer> twins(int any) {
        return switch (this) {
            case TWINS -> List.of(any);
            // Of four, so that each half has a quorum of seats.
            case TOO_MANY_TWINS -> List.of(0, 1);
            default -> List.of();
        };
    }

    private void plan(Simulation simulation, Random random, Payments payments, List<Receipts> receipts) {
        switch (this) {
            case NORMAL -> {}
            case NETWORK -> NetworkFaults.plan(simulation);
            case PARTITIONS -> Partitions.plan(simulation);
            case CRASH -> Crashes.plan(simulation);
            case DISK -> DiskFaults.plan(simulation);
            case CLOCK -> {
                ClockFaults.plan(simulation);
                if (random.nextInt(4) == 0) {
                    ClockFaults.lyingPrimary(
                            simulation,
                            simulation.node(random.nextInt(simulation.world().size())));
                }
            }
            case BYZANTINE -> Traitors.plan(simulation);
            case TWINS -> {
                Twins.plan(simulation);
                Partitions.plan(simulation);
            }
            case SYNC -> SyncFaults.plan(simulation);
            case SNAPSHOT -> SnapshotFaults.plan(simulation, payments);
            case LOAD -> Overload.plan(simulation, payments);
            case SERVICE -> receipts.forEach(each -> ServiceFaults.plan(simulation, each));
            case OMISSION -> receipts.forEach(each -> Omissions.plan(simulation, each));
            case LOCKED -> Locked.plan(simulation);
            case UNHEARD -> Unheard.plan(simulation);
            case STALL -> Stall.plan(simulation);
            case DISTANT -> Distant.plan(simulation);
            case TOO_MANY_TRAITORS -> Traitors.tooMany(simulation);
            case TOO_MANY_TWINS -> Twins.tooMany(simulation);
            case TOO_MANY_AMNESIACS -> Amnesia.tooMany(simulation);
            case MIXED -> mix(simulation, random, payments, receipts);
        }
    }

    private static void mix(Simulation simulation, Random random, Payments payments, List<Receipts> receipts) {
        if (random.nextBoolean()) {
            NetworkFaults.plan(simulation);
        }
        if (random.nextBoolean()) {
            Partitions.plan(simulation);
        }
        if (random.nextBoolean()) {
            Crashes.plan(simulation);
        }
        if (random.nextBoolean()) {
            ClockFaults.plan(simulation);
        }
        if (random.nextBoolean()) {
            Traitors.plan(simulation);
        } else if (random.nextBoolean()) {
            DiskFaults.plan(simulation);
        } else if (random.nextBoolean()) {
            SnapshotFaults.plan(simulation, payments);
        }
        if (random.nextInt(4) == 0) {
            Overload.plan(simulation, payments);
        }
        receipts.forEach(each -> ServiceFaults.plan(simulation, each));
    }
}
