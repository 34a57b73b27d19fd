// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;

/// One replica at work: a queue, and the thread that empties it. A follower is a replica without a voter.
public final class Replica implements AutoCloseable {
    /// Events that share one sync. More would only delay the first of them.
    private static final int MAX_BATCH = 64;

    private final Gate gate;
    private final Ports ports;
    private final Aside aside;
    private final Reactor reactor;
    private final BlockingQueue<Supplier<Event>> waiting = new LinkedBlockingQueue<>();
    /// By peer: members and followers that the transport admits.
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();
    private final AtomicBoolean demandWaits = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean demand;
    private volatile boolean closed;

    /// Reads the journal. Runs from [#start] on.
    public Replica(Instance instance, Ports ports) {
        this.ports = ports;
        gate = new Gate(instance, ports);
        aside = new Aside("pbft-aside-" + instance.chain(), this::halt);
        reactor = new Reactor(instance, ports, event -> enqueue(() -> event), aside);
        thread = Thread.ofPlatform()
                .name("pbft-" + instance.chain())
                .daemon(true)
                .unstarted(this::run);
    }

    public void start() {
        enqueue(Event.Started::new);
        thread.start();
    }

    private void halt(Throwable cause) {
        closed = true;
        ports.observer().halted(cause);
    }

    /// Bytes from an authenticated peer, on any thread, many at once. Verified here, in the caller's time.
    public void receive(int peer, Bytes bytes) {
        if (closed) {
            return;
        }
        gate.admit(peer, bytes).ifPresent(message -> {
            var share = shares.computeIfAbsent(peer, _ -> new Share());
            if (!share.take(bytes.size())) {
                ports.observer().dropped(peer);
                return;
            }
            enqueue(() -> {
                share.give(bytes.size());
                return message;
            });
        });
    }

    /// Whether the application has something for a block. Cheap, from any thread; signals that follow each
    /// other closely count as one.
    public void demand(boolean wanted) {
        demand = wanted;
        if (demandWaits.compareAndSet(false, true)) {
            enqueue(() -> {
                demandWaits.set(false);
                return new Event.DemandChanged(demand);
            });
        }
    }

    private void enqueue(Supplier<Event> event) {
        if (closed) {
            return;
        }
        // Messages are bounded where they come in; answers and timers by what is asked for.
        waiting.add(event);
    }

    private void run() {
        try {
            while (!closed) {
                reactor.process(batch());
            }
        } catch (InterruptedException foreign) {
            // Nobody of ours interrupts: that would close a file channel in the middle of a write.
            ports.observer().halted(foreign);
        } catch (RuntimeException | Error broken) {
            ports.observer().halted(broken);
        } finally {
            closed = true;
            reactor.stopTimers();
        }
    }

    private List<Event> batch() throws InterruptedException {
        var taken = new ArrayList<Supplier<Event>>();
        taken.add(waiting.take());
        waiting.drainTo(taken, MAX_BATCH - 1);
        return taken.stream().map(Supplier::get).toList();
    }

    /// Returns when the replica does nothing more. What it promised is in the journal; what waited is lost, as
    /// in a crash.
    @Override
    public void close() {
        closed = true;
        // Wakes the thread, should it wait.
        waiting.add(() -> new Event.DemandChanged(demand));
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        aside.close();
        try {
            thread.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
