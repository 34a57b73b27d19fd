// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.chain.RunningReplica;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.pbft.Event;
import org.tributary.pbft.driver.Ports;
import org.tributary.pbft.driver.Reactor;

/// A replica on the agenda: the production reactor, and a queue that is emptied a moment later, as
/// [org.tributary.pbft.driver.Replica] does with a thread.
final class SimulatedReplica implements RunningReplica {
    /// As the real one.
    static final int MAX_MESSAGES = 4_096;

    private static final int MAX_BATCH = 64;

    private final Life life;
    private final Ports ports;
    private final Admission admission;
    private final Reactor reactor;
    private final List<Event> waiting = new ArrayList<>();
    private boolean scheduled;
    private boolean closed;

    /// From bytes to verified messages; one verification serves all nodes.
    @FunctionalInterface
    interface Admission {
        Optional<Event.Received> admit(int peer, Bytes message);
    }

    /// Makes a reactor, given what takes its later events.
    @FunctionalInterface
    interface Reactors {
        Reactor over(Ports ports, Consumer<Event> later, Executor aside);
    }

    SimulatedReplica(Life life, Ports ports, Admission admission, Reactors reactors) {
        this.life = life;
        this.ports = ports;
        this.admission = admission;
        this.reactor = reactors.over(ports, this::enqueue, new Waiting(life));
        enqueue(new Event.Started());
    }

    @Override
    public void receive(int peer, Bytes message) {
        if (waiting.size() >= MAX_MESSAGES) {
            ports.observer().dropped(peer);
            return;
        }
        admission.admit(peer, message).ifPresent(this::enqueue);
    }

    @Override
    public void demand(boolean wanted) {
        enqueue(new Event.DemandChanged(wanted));
    }

    int waiting() {
        return waiting.size();
    }

    private void enqueue(Event event) {
        if (closed) {
            return;
        }
        waiting.add(event);
        if (!scheduled) {
            scheduled = true;
            life.soon(this::run);
        }
    }

    private void run() {
        scheduled = false;
        if (closed) {
            return;
        }
        var batch = List.copyOf(waiting.subList(0, Math.min(MAX_BATCH, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        try {
            reactor.process(batch);
        } catch (Crash crash) {
            throw crash;
        } catch (RuntimeException | Error broken) {
            closed = true;
            ports.observer().halted(broken);
        }
        if (!waiting.isEmpty() && !scheduled && !closed) {
            scheduled = true;
            life.soon(this::run);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
