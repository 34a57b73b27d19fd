// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.main.Supply;
import org.tributary.node.chain.RunningReplica;
import org.tributary.node.peer.Topic;
import org.tributary.node.sync.SnapshotPace;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.Pbft;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.driver.Application;
import org.tributary.pbft.driver.Gate;
import org.tributary.pbft.driver.Ports;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.QuorumCertificate;

/// One run: a network of nodes, its clients and its faults, from one seed.
final class Simulation {
    /// After the faults are over: ten view changes at the longest time-out, and time to settle.
    static final long PATIENCE_MILLIS = 40_000;

    /// Far more than a healthy network of this size plans at once.
    private static final int MAX_AGENDA = 200_000;

    private final World world;
    private final Plant plant;
    private final Agenda agenda = new Agenda();
    private final Random random;
    private final Faults faults = new Faults();
    private final Violations violations = new Violations();
    private final VoteChecker votes = new VoteChecker(violations);
    private final ChainChecker chains;
    private final SimulatedNetwork network;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Map<ChainName, Wire> wires = new TreeMap<>();
    private final long healsAtMillis;
    private SnapshotPace pace = SnapshotPace.DEFAULT;
    private Optional<Throwable> firstCause = Optional.empty();
    private Consumer<PbftMessage> listener = message -> {};
    private Commits watcher = (node, chain, proposal) -> {};
    private boolean healed;
    private boolean over;
    private long trace = 17;

    /// Told when a node is about to commit a block.
    @FunctionalInterface
    interface Commits {
        void commits(SimulatedNode node, ChainName chain, Proposal proposal);
    }

    /// What one chain's messages mean, worked out once for all receivers.
    private static final class Wire {
        private final MessageCodec codec;
        // Looked up, never iterated.
        private final Map<Bytes, Optional<PbftMessage>> verified = new HashMap<>();

        Wire(MessageCodec codec) {
            this.codec = codec;
        }
    }

    /// @param twins seats that have a second node with the same key
    Simulation(World world, long seed, long healsAtMillis, List<Integer> twins, Plant plant) {
        this.world = world;
        this.plant = plant;
        this.random = Draws.of(seed);
        this.healsAtMillis = healsAtMillis;
        this.chains = new ChainChecker(world, violations);
        this.network = new SimulatedNetwork(world.size() + twins.size(), agenda, random, faults);
        for (int seat = 0; seat < world.size(); seat++) {
            nodes.add(new SimulatedNode(this, nodes.size(), seat));
        }
        twins.forEach(seat -> nodes.add(new SimulatedNode(this, nodes.size(), seat)));
        network.deliverTo(
                this::deliver,
                (from, to, query, chain, body) ->
                        nodes.get(to).answer(nodes.get(from).key(), query, chain, body));
    }

    /// Snapshots come sooner than in life. Before the start.
    void hasten(SnapshotPace sooner) {
        pace = sooner;
    }

    SnapshotPace pace() {
        return pace;
    }

    void add(Client client) {
        clients.add(client);
    }

    /// Runs until the clients have all they want and the nodes are level, or time is over, or something broke.
    void run() {
        nodes.forEach(node -> agenda.inMillis(random.nextInt(50), node::start));
        clients.forEach(client -> agenda.inMillis(100, client::start));
        agenda.inMillis(healsAtMillis, this::heal);
        long end = healsAtMillis + PATIENCE_MILLIS;
        long look = healsAtMillis;
        while (violations.isEmpty() && agenda.next()) {
            if (agenda.size() > MAX_AGENDA) {
                violations.add(Property.BOUNDED, "the agenda grows without end");
            }
            if (healed && agenda.nowMillis() >= look) {
                look = agenda.nowMillis() + 25;
                if (isDone()) {
                    over = true;
                    new LastCheck(this).check();
                    clients.forEach(Client::check);
                    return;
                }
                if (agenda.nowMillis() > end) {
                    clients.forEach(Client::overdue);
                    violations.add(Property.LIVENESS, why());
                }
            }
        }
    }

    private void heal() {
        healed = true;
        network.heal();
        for (var node : nodes) {
            node.troubles().repair();
            node.clock().repair();
            node.deaths().cancel();
            node.life().filter(Life::isPaused).ifPresent(Life::resume);
            node.release();
        }
    }

    /// In which bucket of the chain it is now.
    Bucket bucket(ChainName chain) {
        long millis = World.START_MILLIS + agenda.nowMillis();
        return new Bucket(millis / world.spec().serviceChain(chain).buckets().bucketMillis());
    }

    boolean isHealed() {
        return healed;
    }

    private boolean isDone() {
        return clients.stream().allMatch(Client::isContent) && areLevel();
    }

    private boolean areLevel() {
        for (var chain : world.spec().chains()) {
            for (var node : correct()) {
                if (!node.isUp() || !Heads.of(node, chain).equals(chains.height(chain))) {
                    return false;
                }
            }
        }
        return true;
    }

    private String why() {
        var waiting = clients.stream()
                .filter(client -> !client.isContent())
                .map(Client::wants)
                .toList();
        var heads = nodes.stream()
                .map(node -> node.number() + (node.isUp() ? "" : " (down)") + " "
                        + world.spec().chains().stream()
                                .map(chain -> chain + "=" + (node.isUp() ? Heads.of(node, chain) : "?"))
                                .toList())
                .toList();
        return "after " + PATIENCE_MILLIS + " ms " + waiting + "; heads " + heads;
    }

    /// What a node sends, by itself or as its adversary has it.
    void said(SimulatedNode sender, Frame frame) {
        trace = trace * 31 + frame.payload().hashCode();
        boolean consensus = frame.topic() == Topic.CONSENSUS || frame.topic() == Topic.PROPOSAL;
        if (sender.adversary().isPresent() && !consensus) {
            sender.adversary().get().instead(frame).forEach(network::carry);
        } else {
            network.carry(frame);
        }
    }

    private void deliver(Frame frame) {
        trace = trace * 31 + agenda.nowMicros();
        trace = trace * 31 + frame.to();
        nodes.get(frame.to()).received(nodes.get(frame.from()).key(), frame);
    }

    /// Starts a replica of a node.
    RunningReplica replica(SimulatedNode node, Life life, Instance instance, Ports ports) {
        var chain = instance.chain();
        var planted = plant.instance(node, instance);
        var application = new WatchedApplication(plant.application(node, ports.application()), commits(node, chain));
        found(node, chain, application);
        var wire = wires.computeIfAbsent(
                chain,
                name -> new Wire(new MessageCodec(
                        follower(instance), new Blocks(world.spec().hash()))));
        var transport = new WatchedTransport(this, node, chain, wire.codec, ports.transport());
        var watched = new Ports(transport, ports.journal(), ports.clock(), application, ports.observer());
        var gate = new Gate(planted, watched);
        SimulatedReplica.Admission admission = (peer, bytes) -> wire.verified
                .computeIfAbsent(bytes, unknown -> gate.admit(peer, unknown).map(Event.Received::message))
                .or(() -> plant.admitted(node, planted, bytes))
                .map(message -> new Event.Received(peer, message));
        var core = plant.core(node, planted, Pbft::step);
        return new SimulatedReplica(
                life, watched, admission, (given, later, aside) -> new Reactor(planted, given, later, aside, core));
    }

    private WatchedApplication.Commits commits(SimulatedNode node, ChainName chain) {
        return new WatchedApplication.Commits() {
            @Override
            public void commits(Proposal proposal) {
                watcher.commits(node, chain, proposal);
            }

            @Override
            public void committed(Proposal proposal, QuorumCertificate certificate) {
                Simulation.this.committed(node, chain, proposal, certificate);
            }
        };
    }

    private static Instance follower(Instance instance) {
        return new Instance(
                instance.network(), instance.chain(), instance.committee(), Optional.empty(), instance.rules());
    }

    /// What a node wrote in the moment in which it died, it tells nobody but its disk.
    private void found(SimulatedNode node, ChainName chain, Application application) {
        var next = application.certified(chains.height(chain).next());
        while (next.isPresent()) {
            committed(node, chain, next.get().proposal(), next.get().certificate());
            next = application.certified(next.get().height().next());
        }
    }

    private void committed(SimulatedNode node, ChainName chain, Proposal proposal, QuorumCertificate certificate) {
        trace = trace * 31 + proposal.digest().hashCode();
        if (!node.isCorrect()) {
            return;
        }
        votes.certified(certificate);
        boolean first = chains.committed(node.number(), chain, proposal, certificate);
        if (first && chain.equals(ChainName.MAIN)) {
            node.core().ifPresent(core -> {
                var supply = Supply.of(world.spec(), core.main(), node.content(ChainName.MAIN));
                if (!supply.conserved()) {
                    violations.add(Property.SUPPLY, "at main height " + proposal.height() + ": " + supply);
                }
            });
        }
    }

    /// A node's process has ended; it is started again as a supervisor would.
    void died(SimulatedNode node, Throwable cause, boolean starting) {
        trace = trace * 31 + node.number();
        long down = nodes.stream().filter(other -> !other.isUp()).count();
        if (down > world.committee().faults()) {
            faults.took(FaultKind.MORE_THAN_F_DOWN);
        }
        if (down == nodes.size()) {
            faults.took(FaultKind.ALL_DOWN);
        }
        agenda.inMillis(20 + random.nextInt(400), node::start);
    }

    /// Remembers the trace of the first failure, for whoever looks into it.
    void note(Throwable cause) {
        if (firstCause.isEmpty()) {
            firstCause = Optional.of(cause);
        }
    }

    Optional<Throwable> firstCause() {
        return firstCause;
    }

    List<SimulatedNode> others(int number) {
        return nodes.stream().filter(node -> node.number() != number).toList();
    }

    List<SimulatedNode> correct() {
        return nodes.stream().filter(SimulatedNode::isCorrect).toList();
    }

    /// A correct node that runs, as a client finds one.
    Optional<SimulatedNode> anyUp() {
        var up = correct().stream()
                .filter(node -> node.isUp() && !node.life().orElseThrow().isPaused())
                .toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(random.nextInt(up.size())));
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    SimulatedNode node(int number) {
        return nodes.get(number);
    }

    World world() {
        return world;
    }

    Agenda agenda() {
        return agenda;
    }

    Random random() {
        return random;
    }

    Faults faults() {
        return faults;
    }

    Violations violations() {
        return violations;
    }

    /// Tells of every consensus message of a correct node, just before it leaves.
    void onSaid(Consumer<PbftMessage> told) {
        listener = told;
    }

    void watch(Commits told) {
        watcher = told;
    }

    void overheard(PbftMessage message) {
        listener.accept(message);
    }

    VoteChecker votes() {
        return votes;
    }

    ChainChecker chains() {
        return chains;
    }

    SimulatedNetwork network() {
        return network;
    }

    Plant plant() {
        return plant;
    }

    long healsAtMillis() {
        return healsAtMillis;
    }

    boolean isOver() {
        return over;
    }

    long trace() {
        return trace;
    }
}
