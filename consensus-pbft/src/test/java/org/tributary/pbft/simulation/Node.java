// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.pbft.Event;
import org.tributary.pbft.Evidence;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.TestBlock;
import org.tributary.pbft.Tip;
import org.tributary.pbft.driver.Application;
import org.tributary.pbft.driver.Clock;
import org.tributary.pbft.driver.Observer;
import org.tributary.pbft.driver.Ports;
import org.tributary.pbft.driver.Reactor;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.QuorumCertificate;

/// One replica of the simulated network. Its disk outlives its crashes, everything else is lost.
final class Node implements Application, Clock, Observer {
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Simulation simulation;
    private final int seat;
    private final SimulatedJournal journal = new SimulatedJournal(this::maybeCrash);
    private final List<Certified> store = new ArrayList<>();
    private final List<Event> waiting = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private @Nullable Reactor reactor;
    private boolean scheduled;
    private int life;
    private int built;
    private int usesUntilCrash = Integer.MAX_VALUE;
    private long pausedUntilMillis;
    private long lastCommitMillis;
    /// When each block of the store came.
    private final List<Long> commitMillis = new ArrayList<>();
    private int amnesias;
    private DiskFault pending = DiskFault.NONE;

    Node(Simulation simulation, int seat) {
        this.simulation = simulation;
        this.seat = seat;
    }

    int seat() {
        return seat;
    }

    boolean isUp() {
        return reactor != null;
    }

    List<Certified> store() {
        return store;
    }

    List<Long> commitMillis() {
        return commitMillis;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    void start() {
        life++;
        usesUntilCrash = Integer.MAX_VALUE;
        var transport = simulation.transportOf(this, this::maybeCrash);
        reactor = new Reactor(
                simulation.instanceOf(seat),
                new Ports(transport, journal, this, this, this),
                inThisLife(this::enqueue),
                Runnable::run);
        enqueue(new Event.Started());
        enqueue(new Event.DemandChanged(wantsMore()));
    }

    /// The next few uses of disk or network are its last: so it dies between any two of them.
    void crashAfter(int uses) {
        usesUntilCrash = uses;
    }

    void pause(long millis) {
        pausedUntilMillis = simulation.agenda().nowMillis() + millis;
    }

    void backUp() {
        journal.backUp();
    }

    /// It crashes within the next few uses of disk or network, and finds its disk changed.
    void strike(DiskFault fault) {
        pending = fault;
        if (isUp()) {
            crashAfter(simulation.random().nextInt(30));
        }
    }

    int amnesias() {
        return amnesias;
    }

    private void maybeCrash() {
        if (usesUntilCrash-- == 0) {
            throw new Crash();
        }
    }

    void crash() {
        life++;
        reactor = null;
        waiting.clear();
        scheduled = false;
        journal.crash(simulation.random());
        pending.strike(journal, store, simulation.random());
        pending = DiskFault.NONE;
    }

    private <T> Consumer<T> inThisLife(Consumer<T> action) {
        int current = life;
        return value -> {
            if (life == current) {
                action.accept(value);
            }
        };
    }

    void enqueue(Event event) {
        waiting.add(event);
        if (!scheduled) {
            scheduled = true;
            // What arrives meanwhile shares a batch, and a sync.
            simulation
                    .agenda()
                    .in(
                            simulation.random().nextInt(3),
                            () -> inThisLife(ignored -> run()).accept(this));
        }
    }

    private void run() {
        long pause = pausedUntilMillis - simulation.agenda().nowMillis();
        if (pause > 0) {
            simulation.agenda().in(pause, () -> inThisLife(ignored -> run()).accept(this));
            return;
        }
        scheduled = false;
        var running = reactor;
        if (running == null || waiting.isEmpty()) {
            return;
        }
        var batch = List.copyOf(waiting);
        waiting.clear();
        try {
            running.process(batch);
        } catch (Crash ignored) {
            crash();
            // Long enough down that all it sent has arrived.
            simulation.agenda().in(20 + simulation.random().nextInt(400), this::startIfDown);
        }
        simulation.handled(seat, batch.size());
    }

    private void startIfDown() {
        if (!isUp()) {
            start();
        }
    }

    private boolean wantsMore() {
        return store.size() < simulation.targetHeight();
    }

    private void answer(Runnable task) {
        answer(0, task);
    }

    private void answer(long pauseMillis, Runnable task) {
        var guarded = inThisLife(ignored -> task.run());
        simulation.agenda().in(pauseMillis + 1 + simulation.random().nextInt(5), () -> guarded.accept(this));
    }

    @Override
    public Tip committed() {
        if (store.isEmpty()) {
            return Tip.GENESIS;
        }
        var last = store.getLast();
        return new Tip(last.height(), last.proposal().view(), Optional.of(last.certificate()));
    }

    @Override
    public void build(Height height, View view, Consumer<Optional<Proposal>> answer) {
        var content = "by " + seat + " in life " + life + ", number " + built++;
        var block = wantsMore() ? Optional.of(TestBlock.of(height, view, content)) : Optional.<Proposal>empty();
        long due = lastCommitMillis + simulation.pauseMillis();
        answer(Math.max(0, due - simulation.agenda().nowMillis()), () -> answer.accept(block));
    }

    @Override
    public void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
        answer(() -> answer.accept(Verdict.accept()));
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        maybeCrash();
        answer(() -> {
            var certified = new Certified(proposal, certificate);
            simulation.checker().committed(seat, certified);
            if (proposal.height().number() != store.size() + 1L) {
                simulation.checker().broken().add("seat " + seat + " committed out of order");
            }
            store.add(certified);
            lastCommitMillis = simulation.agenda().nowMillis();
            commitMillis.add(lastCommitMillis);
            done.run();
            enqueue(new Event.DemandChanged(wantsMore()));
        });
    }

    @Override
    public Optional<Certified> certified(Height height) {
        int index = (int) height.number() - 1;
        return index >= 0 && index < store.size() ? Optional.of(store.get(index)) : Optional.empty();
    }

    @Override
    public Decoded<Proposal> decode(Bytes block) {
        return TestBlock.decode(block);
    }

    @Override
    public long nanoTime() {
        return Duration.ofMillis(simulation.agenda().nowMillis()).toNanos();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        simulation.agenda().in(delay.toMillis(), task);
        // A late timer must do no harm: none is ever cancelled here.
        return () -> {};
    }

    @Override
    public void committed(Height height, View view, Duration latency) {}

    @Override
    public void viewChanged(Height height, View view) {}

    @Override
    public void proven(Height height) {}

    @Override
    public void equivocation(Evidence found) {
        evidence.add(found);
    }

    @Override
    public void amnesia(String reason) {
        amnesias++;
    }

    @Override
    public void refused(int peer, String reason) {
        simulation.checker().broken().add("seat " + seat + " refused a message of seat " + peer + ": " + reason);
    }

    @Override
    public void dropped(int peer) {}

    @Override
    public void halted(Throwable cause) {
        throw new IllegalStateException(cause);
    }
}
