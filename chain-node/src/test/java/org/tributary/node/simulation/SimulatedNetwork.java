// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.PeerFailure;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.Query;
import org.tributary.primitives.ChainName;

/// Links between all nodes: frames are lost, doubled, delayed, overtaken and replayed as the links say.
final class SimulatedNetwork {
    /// Old frames kept for replaying; the oldest go first.
    private static final int REPLAYABLE = 400;

    private static final int REQUEST_TIMEOUT_MILLIS = 2_000;

    private final Agenda agenda;
    private final Random random;
    private final Faults faults;
    private final List<List<Link>> links = new ArrayList<>();
    private final List<Frame> sent = new ArrayList<>();
    private final long[] lastPlanned;
    private final int size;
    private Consumer<Frame> receiver = frame -> {};
    private Questions questions = (from, to, query, chain, body) -> Optional.empty();
    private long carried;

    /// Asks a node; empty where it is down or has no answer.
    interface Questions {
        Optional<Bytes> ask(int from, int to, Query query, ChainName chain, Bytes body);
    }

    SimulatedNetwork(int size, Agenda agenda, Random random, Faults faults) {
        this.size = size;
        this.agenda = agenda;
        this.random = random;
        this.faults = faults;
        this.lastPlanned = new long[size * size];
        for (int from = 0; from < size; from++) {
            var row = new ArrayList<Link>();
            for (int to = 0; to < size; to++) {
                row.add(new Link());
            }
            links.add(row);
        }
    }

    void deliverTo(Consumer<Frame> frames, Questions asked) {
        receiver = frames;
        questions = asked;
    }

    Link link(int from, int to) {
        return links.get(from).get(to);
    }

    void heal() {
        links.forEach(row -> row.forEach(Link::heal));
    }

    long carried() {
        return carried;
    }

    /// Sends one frame of the sender's choice.
    void carry(Frame frame) {
        if (frame.payload().size() > PeerNetwork.MAX_PAYLOAD) {
            // The transport drops it before it leaves.
            faults.took(FaultKind.OVERSIZE);
            return;
        }
        remember(frame);
        var link = link(frame.from(), frame.to());
        if (!link.isUp()) {
            faults.took(link.cutKind);
            return;
        }
        if (frame.payload().size() > link.largestBytes) {
            faults.took(FaultKind.BLACK_HOLE);
            return;
        }
        if (random.nextInt(100) < link.lossPercent) {
            faults.took(FaultKind.LOSS);
            return;
        }
        int copies = 1;
        if (random.nextInt(100) < link.duplicatePercent) {
            copies = 2;
            faults.took(FaultKind.DUPLICATE);
        }
        for (int copy = 0; copy < copies; copy++) {
            plan(frame, link);
        }
    }

    private void plan(Frame frame, Link link) {
        long delay = (long) link.minDelayMicros + random.nextInt(link.spreadMicros);
        if (link.isSlow) {
            faults.took(link.slowKind);
        }
        int lane = frame.from() * size + frame.to();
        long at = agenda.nowMicros() + delay;
        if (at < lastPlanned[lane]) {
            faults.took(FaultKind.REORDER);
        }
        lastPlanned[lane] = Math.max(lastPlanned[lane], at);
        carried++;
        agenda.inMicros(delay, () -> receiver.accept(frame));
    }

    private void remember(Frame frame) {
        if (sent.size() < REPLAYABLE) {
            sent.add(frame);
        } else if (random.nextInt(4) == 0) {
            sent.set(random.nextInt(REPLAYABLE), frame);
        }
    }

    /// Somebody on the way sends a few old frames again, from whom they were.
    void replay(int count) {
        for (int i = 0; i < count && !sent.isEmpty(); i++) {
            faults.took(FaultKind.REPLAY);
            plan(sent.get(random.nextInt(sent.size())), new Link());
        }
    }

    /// A frame that was sent before, to change it.
    Optional<Frame> anySent() {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(random.nextInt(sent.size())));
    }

    /// Past all faults: what somebody with a connection of its own sends.
    void inject(Frame frame) {
        plan(frame, link(frame.from(), frame.to()));
    }

    CompletableFuture<Bytes> request(Life life, int from, int to, Query query, ChainName chain, Bytes body) {
        var answer = new CompletableFuture<Bytes>();
        life.inMicros(
                REQUEST_TIMEOUT_MILLIS * 1_000L,
                () -> answer.completeExceptionally(
                        new PeerFailure(PeerFailure.Reason.TIMED_OUT, "no answer came in time")));
        if (query == Query.SNAPSHOT && link(to, from).isSlow) {
            faults.took(FaultKind.SNAPSHOT_SLOW);
        }
        travel(from, to, () -> {
            var found = questions.ask(from, to, query, chain, body);
            travel(
                    to,
                    from,
                    () -> life.run(() -> {
                        if (found.isPresent()) {
                            answer.complete(found.get());
                        } else {
                            answer.completeExceptionally(
                                    new PeerFailure(PeerFailure.Reason.NOT_FOUND, "the peer does not have it"));
                        }
                    }));
        });
        return answer;
    }

    /// A request is retransmitted below us, so it is slow rather than lost.
    private void travel(int from, int to, Runnable arrived) {
        var link = link(from, to);
        if (link.isUp()) {
            long retries = random.nextInt(100) < link.lossPercent ? 200_000 : 0;
            agenda.inMicros(link.minDelayMicros + random.nextInt(link.spreadMicros) + retries, arrived);
        } else {
            faults.took(link.cutKind);
        }
    }
}
