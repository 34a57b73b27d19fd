// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.tributary.pbft.Effect;
import org.tributary.pbft.Event;
import org.tributary.pbft.Instance;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.MessageCodec;
import org.tributary.pbft.Pbft;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Recovery;
import org.tributary.pbft.State;
import org.tributary.pbft.Step;
import org.tributary.pbft.Timer;
import org.tributary.pbft.Tip;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.QuorumCertificate;

/// Takes events, runs the core, carries out the effects. One thread at a time.
public final class Reactor {
    /// Bytes served to one request: about one message of the largest size.
    private static final int MAX_SERVED_BYTES = 16 << 20;

    /// Blocks below the tip whose certificates are held against the journal at start: reading them must not
    /// delay it, and nearly each carries this replica's signature where it voted.
    private static final long RECENT_BLOCKS = 32;

    private final Core core;
    private final Ports ports;
    private final Consumer<Event> later;
    private final Executor aside;
    private final MessageCodec messages;
    private final JournalCodec journal;
    private final Sightings sightings;
    private final Map<Timer, Runnable> cancellations = new EnumMap<>(Timer.class);
    private State state;

    /// The protocol: [Pbft#step], which a simulation may spoil to see whether it notices.
    @FunctionalInterface
    public interface Core {
        Step step(State state, Event event);
    }

    /// Takes up where the journal ends.
    ///
    /// @param later takes an event from any thread, for a later [#process]
    /// @param aside reads blocks for peers that lack them; it may drop what it has no room for
    public Reactor(Instance instance, Ports ports, Consumer<Event> later, Executor aside) {
        this(instance, ports, later, aside, Pbft::step);
    }

    public Reactor(Instance instance, Ports ports, Consumer<Event> later, Executor aside, Core core) {
        this.core = core;
        this.ports = ports;
        this.later = later;
        this.aside = aside;
        messages = new MessageCodec(instance, ports.application());
        journal = new JournalCodec(instance, ports.application());
        sightings = new Sightings(ports.clock(), ports.observer());
        state = recovered(instance);
    }

    private State recovered(Instance instance) {
        var records = ports.journal().records().stream()
                .map(bytes -> journal.decode(bytes).orBroken("a journal record"))
                .toList();
        // Time serves as a number that is new in each life.
        long question = ports.clock().nanoTime() & Long.MAX_VALUE;
        var tip = ports.application().committed();
        var found = new Recovery.Found(tip, records, ports.journal().isUnused(), recentCertificates(instance, tip));
        return Recovery.recovered(instance, found, question);
    }

    private List<QuorumCertificate> recentCertificates(Instance instance, Tip tip) {
        if (instance.voter().isEmpty()) {
            return List.of();
        }
        long last = tip.height().number();
        return LongStream.range(Math.max(1, last - RECENT_BLOCKS), last)
                .mapToObj(height -> ports.application().certified(new Height(height)))
                .flatMap(Optional::stream)
                .map(Certified::certificate)
                .toList();
    }

    /// The height in flight.
    public Height height() {
        return state.height();
    }

    /// Takes all events, then syncs the journal once if any of them wrote to it, then acts: so events that wait
    /// together share one sync, and nothing leaves before what protects it is durable.
    public void process(List<Event> events) {
        var due = new ArrayList<Effect>();
        boolean written = false;
        for (var event : events) {
            var before = state;
            var step = core.step(state, event);
            state = step.state();
            for (var effect : step.effects()) {
                written |= write(effect);
                due.add(effect);
            }
            sightings.seen(before, step);
        }
        if (written) {
            ports.journal().sync();
        }
        due.forEach(this::act);
    }

    private boolean write(Effect effect) {
        return switch (effect) {
            case Effect.Persist(var entry) -> {
                ports.journal().append(journal.encode(entry));
                yield true;
            }
            case Effect.Forget(var first) -> {
                ports.journal().reset(journal.encode(first));
                yield false;
            }
            case Effect.Broadcast ignored -> false;
            case Effect.Send ignored -> false;
            case Effect.Serve ignored -> false;
            case Effect.Build ignored -> false;
            case Effect.Validate ignored -> false;
            case Effect.CommitBlock ignored -> false;
            case Effect.StartTimer ignored -> false;
            case Effect.StopTimer ignored -> false;
            case Effect.ReportEquivocation ignored -> false;
        };
    }

    private void act(Effect effect) {
        switch (effect) {
            case Effect.Persist ignored -> {}
            case Effect.Forget ignored -> {}
            case Effect.Broadcast(var message) -> broadcast(message);
            case Effect.Send(int peer, var message) -> send(peer, message);
            case Effect.Serve serve -> aside.execute(() -> serve(serve));
            case Effect.Build build -> build(build);
            case Effect.Validate validate -> validate(validate);
            case Effect.CommitBlock(var proposal, var certificate) ->
                ports.application()
                        .commit(proposal, certificate, () -> later.accept(new Event.Committed(proposal.height())));
            case Effect.StartTimer start -> start(start);
            case Effect.StopTimer(var timer) -> stop(timer);
            case Effect.ReportEquivocation(var evidence) -> ports.observer().equivocation(evidence);
        }
    }

    private void broadcast(PbftMessage message) {
        var bytes = messages.encode(message);
        message.proposed()
                .ifPresentOrElse(
                        block -> ports.transport().broadcast(bytes, block),
                        () -> ports.transport().broadcast(bytes));
    }

    private void send(int peer, PbftMessage message) {
        var bytes = messages.encode(message);
        message.proposed()
                .ifPresentOrElse(
                        block -> ports.transport().send(peer, bytes, block),
                        () -> ports.transport().send(peer, bytes));
    }

    private void serve(Effect.Serve serve) {
        int bytes = 0;
        for (var height = serve.from();
                !height.isAfter(serve.to()) && bytes < MAX_SERVED_BYTES;
                height = height.next()) {
            var certified = ports.application().certified(height);
            if (certified.isEmpty()) {
                return;
            }
            bytes += certified.get().proposal().block().size();
            send(serve.peer(), certified.get());
        }
    }

    private void build(Effect.Build build) {
        ports.application()
                .build(
                        build.height(),
                        build.view(),
                        answer -> later.accept(answer.<Event>map(Event.Built::new)
                                .orElseGet(() -> new Event.NotBuilt(build.height(), build.view()))));
    }

    private void validate(Effect.Validate request) {
        var proposal = request.proposal();
        ports.application()
                .validate(
                        request.height(),
                        request.view(),
                        request.reproposed(),
                        proposal,
                        verdict -> later.accept(
                                new Event.Validated(request.height(), request.view(), proposal.digest(), verdict)));
    }

    private void start(Effect.StartTimer start) {
        stop(start.timer());
        var event = new Event.TimedOut(start.timer(), start.token());
        cancellations.put(
                start.timer(), ports.clock().schedule(Duration.ofMillis(start.millis()), () -> later.accept(event)));
    }

    private void stop(Timer timer) {
        var cancellation = cancellations.remove(timer);
        if (cancellation != null) {
            cancellation.run();
        }
    }

    /// No timer calls afterwards.
    public void stopTimers() {
        for (var timer : Timer.values()) {
            stop(timer);
        }
    }
}
