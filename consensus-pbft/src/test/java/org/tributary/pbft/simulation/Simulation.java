// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.Seats;
import org.tributary.pbft.TestBlock;
import org.tributary.pbft.driver.Gate;
import org.tributary.pbft.driver.Ports;
import org.tributary.pbft.driver.Transport;

/// A committee on a simulated network. Everything follows from the seed.
final class Simulation {
    static final long HEALS_AT_MILLIS = 3_000;

    /// A liar that answers each answer would fill the memory: a transport's limits would cut it off, too.
    private static final int MAX_SAID = 5_000;

    private final Seats seats;
    private final Random random;
    private final Faults faults;
    private final int targetHeight;
    private final Agenda agenda = new Agenda();
    private final Checker checker;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, Adversary> adversaries = new TreeMap<>();
    private final Set<Integer> killed = new TreeSet<>();
    /// What each adversary sent so far.
    private final Map<Integer, Integer> said = new TreeMap<>();

    private final MessageCodec codec;
    private final Gate gate;
    // One verification for all receivers: only looked up, never iterated.
    private final Map<Bytes, Optional<PbftMessage>> verified = new HashMap<>();
    private final Set<String> deadLinks = new TreeSet<>();
    private long trace = 17;
    private long pauseMillis;

    Simulation(Seats seats, long seed, Faults faults, int targetHeight) {
        this.seats = seats;
        this.faults = faults;
        this.targetHeight = targetHeight;
        random = new Random(seed);
        checker = new Checker(seats.committee());
        codec = new MessageCodec(seats.follower(), TestBlock::decode);
        for (int seat = 0; seat < seats.committee().size(); seat++) {
            nodes.add(new Node(this, seat));
        }
        var first = nodes.getFirst();
        gate = new Gate(
                seats.follower(),
                new Ports(transportOf(first, () -> {}), new SimulatedJournal(() -> {}), first, first, first));
    }

    void corrupt(int seat, Adversary adversary) {
        adversaries.put(seat, adversary);
    }

    /// The least time between two blocks of one replica.
    void paceBlocks(long millis) {
        pauseMillis = millis;
    }

    long pauseMillis() {
        return pauseMillis;
    }

    /// From this moment on the replica is not there.
    void kill(int seat, long atMillis) {
        killed.add(seat);
        agenda.in(atMillis, nodes.get(seat)::crash);
    }

    /// Runs until every correct replica is at the target, or the time is over, or something broke.
    void run(long untilMillis) {
        nodes.forEach(node -> agenda.in(random.nextInt(50), node::start));
        for (int crash = 0; crash < faults.crashes(); crash++) {
            var victim = nodes.get(random.nextInt(nodes.size()));
            agenda.in(random.nextInt((int) HEALS_AT_MILLIS - 500), () -> victim.crashAfter(random.nextInt(12)));
        }
        for (int pause = 0; pause < faults.pauses(); pause++) {
            var victim = nodes.get(random.nextInt(nodes.size()));
            agenda.in(random.nextInt((int) HEALS_AT_MILLIS), () -> victim.pause(500 + random.nextInt(4_000)));
        }
        if (faults.blackout()) {
            agenda.in(
                    random.nextInt((int) HEALS_AT_MILLIS - 500),
                    () -> nodes.forEach(node -> node.crashAfter(random.nextInt(3))));
        }
        for (int link = 0; link < faults.network().deadLinks(); link++) {
            deadLinks.add(random.nextInt(nodes.size()) + ">" + random.nextInt(nodes.size()));
        }
        if (faults.disk() != DiskFault.NONE) {
            planDiskFaults();
        }
        while (!isDone() && agenda.nowMillis() < untilMillis && checker.broken().isEmpty() && agenda.next()) {}
    }

    private void planDiskFaults() {
        for (int victims = 0; victims < seats.committee().faults(); victims++) {
            var victim = nodes.get(random.nextInt(nodes.size()));
            if (faults.disk().mayGoUnnoticed() && !faults.isCalm()) {
                checker.excuse(victim.seat());
            }
            int backup = random.nextInt((int) HEALS_AT_MILLIS / 2);
            agenda.in(backup, victim::backUp);
            agenda.in(backup + random.nextInt((int) HEALS_AT_MILLIS / 2), () -> victim.strike(faults.disk()));
        }
    }

    boolean isDone() {
        return agenda.nowMillis() > 0
                && correct().stream()
                        .allMatch(node -> node.isUp() && node.store().size() >= targetHeight);
    }

    List<Node> correct() {
        return nodes.stream()
                .filter(node -> !adversaries.containsKey(node.seat()) && !killed.contains(node.seat()))
                .toList();
    }

    List<Node> nodes() {
        return nodes;
    }

    Agenda agenda() {
        return agenda;
    }

    Random random() {
        return random;
    }

    Checker checker() {
        return checker;
    }

    int targetHeight() {
        return targetHeight;
    }

    long trace() {
        return trace;
    }

    Instance instanceOf(int seat) {
        return seats.replica(seat);
    }

    void handled(int seat, int events) {
        trace = trace * 31 + seat;
        trace = trace * 31 + events;
        trace = trace * 31 + agenda.nowMillis();
    }

    Transport transportOf(Node sender, Runnable beforeEachUse) {
        return new Transport() {
            @Override
            public void broadcast(Bytes message) {
                for (int seat = 0; seat < seats.committee().size(); seat++) {
                    if (seat != sender.seat()) {
                        send(seat, message);
                    }
                }
            }

            @Override
            public void send(int peer, Bytes message) {
                beforeEachUse.run();
                if (adversaries.containsKey(sender.seat())) {
                    if (said.merge(sender.seat(), 1, Integer::sum) > MAX_SAID) {
                        return;
                    }
                    decoded(message)
                            .forEach(original -> adversaries
                                    .get(sender.seat())
                                    .instead(peer, original)
                                    .forEach(lie -> carry(sender.seat(), peer, codec.encode(lie))));
                } else {
                    decoded(message).forEach(sent -> checker.sent(sender.seat(), sent));
                    carry(sender.seat(), peer, message);
                }
            }
        };
    }

    private List<PbftMessage> decoded(Bytes message) {
        return List.of(codec.decode(message).orBroken("a message"));
    }

    private void carry(int from, int to, Bytes message) {
        trace = trace * 31 + message.hashCode();
        boolean healed = agenda.nowMillis() >= HEALS_AT_MILLIS;
        var now = healed ? Faults.Network.CALM : faults.network();
        if (!healed && deadLinks.contains(from + ">" + to)) {
            return;
        }
        if (random.nextInt(100) < now.lossPercent()) {
            return;
        }
        int copies = random.nextInt(100) < now.duplicatePercent() ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            agenda.in(1 + random.nextInt(now.maxDelayMillis()), () -> deliver(from, to, message));
        }
    }

    private void deliver(int from, int to, Bytes message) {
        var receiver = nodes.get(to);
        if (receiver.isUp()) {
            verified.computeIfAbsent(message, bytes -> gate.admit(from, bytes).map(Event.Received::message))
                    .ifPresent(admitted -> receiver.enqueue(new Event.Received(from, admitted)));
        }
    }
}
