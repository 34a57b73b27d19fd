// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.Topic;

/// A bad network: loss, duplication, delay, reordering, old frames again, garbage, changed and oversize frames.
final class NetworkFaults {
    private static final int MAX_LOSS_PERCENT = 30;
    private static final int MAX_DUPLICATE_PERCENT = 20;
    private static final int MAX_SPREAD_MICROS = 300_000;
    private static final long EVERY_MILLIS = 100;

    /// A byte more than the transport takes; only its size is looked at.
    private static final Bytes OVERSIZE = Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD + 1]);

    private final Simulation simulation;
    private final Random random;

    private NetworkFaults(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random();
    }

    static void plan(Simulation simulation) {
        var faults = new NetworkFaults(simulation);
        simulation.agenda().inMillis(150, faults::begin);
        if (faults.random.nextInt(3) == 0) {
            simulation.agenda().inMillis(200, faults::slowPeer);
        }
        simulation.agenda().inMillis(EVERY_MILLIS, faults::disturb);
    }

    private void begin() {
        boolean lossy = random.nextInt(4) != 0;
        boolean wide = random.nextBoolean();
        for (var from : simulation.nodes()) {
            for (var to : simulation.nodes()) {
                var link = simulation.network().link(from.number(), to.number());
                link.lossPercent = lossy ? random.nextInt(MAX_LOSS_PERCENT + 1) : 0;
                link.duplicatePercent = random.nextInt(MAX_DUPLICATE_PERCENT + 1);
                link.spreadMicros = 1_000 + random.nextInt(wide ? MAX_SPREAD_MICROS : 30_000);
            }
        }
        int slow = random.nextInt(simulation.nodes().size());
        int other = (slow + 1) % simulation.nodes().size();
        slow(simulation.network().link(slow, other), FaultKind.SLOW_LINK);
    }

    /// One whose every byte takes long, to and fro.
    private void slowPeer() {
        int slow = random.nextInt(simulation.nodes().size());
        for (var other : simulation.nodes()) {
            for (var link : List.of(
                    simulation.network().link(slow, other.number()),
                    simulation.network().link(other.number(), slow))) {
                slow(link, FaultKind.SLOW_PEER);
            }
        }
    }

    private void slow(Link link, FaultKind kind) {
        link.minDelayMicros = 100_000 + random.nextInt(300_000);
        link.slowKind = kind;
        link.isSlow = true;
    }

    private void disturb() {
        if (simulation.isHealed()) {
            return;
        }
        simulation.agenda().inMillis(EVERY_MILLIS, this::disturb);
        simulation.network().replay(1 + random.nextInt(4));
        garbage();
        mutated();
        if (random.nextInt(10) == 0) {
            simulation.network().carry(strange(OVERSIZE));
        }
    }

    private void garbage() {
        var bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        simulation.faults().took(FaultKind.GARBAGE);
        simulation.network().inject(strange(Bytes.wrap(bytes)));
    }

    private void mutated() {
        simulation.network().anySent().ifPresent(frame -> {
            var bytes = frame.payload().toArray();
            for (int i = 0; i <= random.nextInt(3) && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            simulation.faults().took(FaultKind.MUTATED_FRAME);
            simulation.network().inject(frame.with(Bytes.wrap(bytes)));
        });
    }

    private Frame strange(Bytes payload) {
        int size = simulation.nodes().size();
        int from = random.nextInt(size);
        var topics = Topic.values();
        var chains = simulation.world().spec().chains();
        return new Frame(
                from,
                (from + 1 + random.nextInt(size - 1)) % size,
                topics[random.nextInt(topics.length)],
                chains.get(random.nextInt(chains.size())),
                payload);
    }
}
