// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Evidence;
import org.tributary.pbft.JournalCodec;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.TestBlock;
import org.tributary.pbft.Tip;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.QuorumCertificate;

/// An application, journal, clock and observer in memory, that writes down the order in which it was used.
final class MemoryNode implements Application, Journal, Clock, Observer {
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon(true).factory());
    private final List<Bytes> records = new ArrayList<>(List.of(JournalCodec.firstRecord()));
    final List<Certified> store = new CopyOnWriteArrayList<>();
    final List<String> uses = new CopyOnWriteArrayList<>();
    final List<Throwable> halts = new CopyOnWriteArrayList<>();
    final CountDownLatch reachedTarget;
    private final int target;

    MemoryNode(int target) {
        this.target = target;
        reachedTarget = new CountDownLatch(target);
    }

    @Override
    public Tip committed() {
        return Tip.GENESIS;
    }

    @Override
    public void build(Height height, View view, Consumer<Optional<Proposal>> answer) {
        answer.accept(
                height.number() > target ? Optional.empty() : Optional.of(TestBlock.of(height, view, "by a thread")));
    }

    @Override
    public void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
        answer.accept(Verdict.accept());
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        uses.add("commit");
        store.add(new Certified(proposal, certificate));
        reachedTarget.countDown();
        done.run();
    }

    @Override
    public Optional<Certified> certified(Height height) {
        return height.number() <= store.size() ? Optional.of(store.get((int) height.number() - 1)) : Optional.empty();
    }

    @Override
    public Decoded<Proposal> decode(Bytes block) {
        return TestBlock.decode(block);
    }

    @Override
    public boolean isUnused() {
        return true;
    }

    @Override
    public List<Bytes> records() {
        return records;
    }

    @Override
    public void append(Bytes entry) {
        uses.add("append");
        records.add(entry);
    }

    @Override
    public void sync() {
        uses.add("sync");
    }

    @Override
    public void reset(Bytes first) {
        records.clear();
        records.add(first);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        var planned = timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void committed(Height height, View view, Duration latency) {}

    @Override
    public void viewChanged(Height height, View view) {}

    @Override
    public void proven(Height height) {}

    @Override
    public void equivocation(Evidence evidence) {}

    @Override
    public void refused(int peer, String reason) {
        halts.add(new IllegalStateException(reason));
    }

    @Override
    public void dropped(int peer) {}

    @Override
    public void halted(Throwable cause) {
        halts.add(cause);
    }
}
