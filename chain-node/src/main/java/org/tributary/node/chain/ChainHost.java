// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.chain.Missing;
import org.tributary.ledger.chain.Proposer;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.Tip;
import org.tributary.pbft.driver.Application;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.QuorumCertificate;

/// Lets consensus order a [Ledger]: carries its requests to the ledger's one thread, and the answers back.
public final class ChainHost implements Application, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainHost.class);

    /// How often a chain is asked whether it wants a block, when nothing else calls: then only time brings that about,
    /// as a heartbeat or the end of a bucket.
    private static final Duration DEMAND = Duration.ofMillis(250);

    private static final Duration RETRY = Duration.ofMillis(5);

    /// How long a proposal may wait for what it builds on; longer than the patience of a view is of no use.
    private static final long PATIENCE_MILLIS = 1_000;

    private final ChainName chain;
    private final RecentBlocks blocks;
    private final Ledger ledger;
    private final Optional<Proposer> proposer;
    private final Pace pace;
    private final BlockSize size;
    private final Consumer<List<Hash>> fetch;
    private final Machine machine;
    private final Worker thread;
    private final List<Consumer<Block>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean poked = new AtomicBoolean();
    /// Consensus knows that there is something for a block: to say it again for every transaction would be of no use.
    private volatile boolean told;
    /// What consensus heard last. The ledger's thread only.
    private boolean wantedBefore;
    /// The block that this node built last, until it or another one is committed. The ledger's thread only.
    private Optional<Built> own = Optional.empty();
    private volatile Consumer<Boolean> demand = wanted -> {};
    private volatile Consumer<Throwable> halt = cause -> {};

    private record Built(Hash hash, int transactions, long startMillis) {}

    /// @param size told how long this node's own blocks took
    /// @param fetch asks peers for batches that a block needs
    public ChainHost(
            ChainSpec spec,
            Ledger ledger,
            Optional<Proposer> proposer,
            BlockSize size,
            Consumer<List<Hash>> fetch,
            Machine machine) {
        this.size = size;
        this.chain = ledger.chain();
        this.blocks = new RecentBlocks(spec.hash());
        this.ledger = ledger;
        this.proposer = proposer;
        this.fetch = fetch;
        this.pace = new Pace(spec.block().minBlockIntervalMillis(), spec.block().burst());
        this.machine = machine;
        this.thread = machine.oneByOne("ledger-" + chain, cause -> halt.accept(cause));
    }

    /// @param wantsBlock told whether the chain has something for a block
    /// @param halted told when a promise of ours or the disk broke: nothing runs after that, for going on could
    ///     lose money
    public void start(Consumer<Boolean> wantsBlock, Consumer<Throwable> halted) {
        demand = wantsBlock;
        halt = halted;
        thread.repeat(Duration.ZERO, DEMAND, this::tellDemand);
    }

    /// Calls `listener` on the ledger's thread after every committed block.
    public void onCommit(Consumer<Block> listener) {
        listeners.add(listener);
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Something came in that may be for a block. Cheap, from any thread: many pokes are answered together.
    public void poke() {
        if (!told && poked.compareAndSet(false, true)) {
            thread.run(() -> {
                poked.set(false);
                tellDemand();
            });
        }
    }

    private void tellDemand() {
        // Before the look: what comes in after it pokes again.
        told = false;
        boolean wanted = ledger.demand(machine.millis());
        told = wanted;
        // An idle chain leaves its replica in peace.
        if (wanted || wantedBefore) {
            demand.accept(wanted);
        }
        wantedBefore = wanted;
    }

    @Override
    public Decoded<Proposal> decode(Bytes bytes) {
        return blocks.decode(bytes);
    }

    RecentBlocks recentBlocks() {
        return blocks;
    }

    @Override
    public Tip committed() {
        var header = ledger.head().header();
        return new Tip(header.height(), header.view(), ledger.blocks().certificate(header.height()));
    }

    @Override
    public void build(Height height, View view, Consumer<Optional<Proposal>> answer) {
        long deadline = machine.millis() + PATIENCE_MILLIS;
        thread.run(() -> build(height, view, deadline, answer));
    }

    private void build(Height height, View view, long deadline, Consumer<Optional<Proposal>> answer) {
        long now = machine.millis();
        long wait = pace.waitMillis(now);
        if (wait > 0) {
            thread.later(Duration.ofMillis(wait), () -> build(height, view, deadline, answer));
        } else if (proposer.isEmpty() || !ledger.height().next().equals(height) || !ledger.demand(now)) {
            told = false;
            answer.accept(Optional.empty());
        } else if (isReady(ledger.missing(now, proposer.get()))) {
            pace.built(now);
            own.ifPresent(_ -> size.failed());
            var block = ledger.build(view, now, proposer.get());
            var proposal = blocks.remember(block);
            own = Optional.of(new Built(proposal.digest(), block.body().items(), now));
            answer.accept(Optional.of(proposal));
        } else if (now > deadline) {
            told = false;
            answer.accept(Optional.empty());
        } else {
            thread.later(RETRY, () -> build(height, view, deadline, answer));
        }
    }

    @Override
    public void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer) {
        long deadline = machine.millis() + PATIENCE_MILLIS;
        thread.run(() -> validate(view, reproposed, blocks.block(proposal), deadline, answer));
    }

    private void validate(View view, boolean reproposed, Block block, long deadline, Consumer<Verdict> answer) {
        if (!isNext(block)) {
            answer.accept(Verdict.reject("not the next block"));
        } else if (isReady(ledger.missing(block))) {
            var clock = reproposed ? Optional.<Long>empty() : Optional.of(machine.millis());
            var verdict = ledger.check(block, view, clock);
            if (verdict instanceof Verdict.Reject(var reason)) {
                LOG.warn(
                        "event=block_refused chain={} height={} reason=\"{}\"",
                        chain,
                        block.header().height(),
                        reason);
            }
            answer.accept(verdict);
        } else if (machine.millis() > deadline) {
            answer.accept(Verdict.reject("what the block builds on did not come in time"));
        } else {
            thread.later(RETRY, () -> validate(view, reproposed, block, deadline, answer));
        }
    }

    private boolean isNext(Block block) {
        return block.header().height().equals(ledger.height().next())
                && block.header().parent().equals(ledger.head().hash());
    }

    private boolean isReady(Missing missing) {
        return switch (missing) {
            case Missing.Nothing nothing -> true;
            case Missing.MainBlock behind -> false;
            case Missing.Batches(var hashes) -> {
                fetch.accept(hashes);
                yield false;
            }
        };
    }

    @Override
    public void commit(Proposal proposal, QuorumCertificate certificate, Runnable done) {
        thread.run(() -> commit(blocks.block(proposal), certificate, done));
    }

    /// A certified block waits for what it builds on as long as it takes: a quorum has it, so it can be had.
    private void commit(Block block, QuorumCertificate certificate, Runnable done) {
        if (!isReady(ledger.missing(block))) {
            thread.later(RETRY, () -> commit(block, certificate, done));
            return;
        }
        ledger.commit(block, certificate);
        judgeOwn(certificate.digest());
        done.run();
        listeners.forEach(listener -> listener.accept(block));
        tellDemand();
    }

    private void judgeOwn(Hash committed) {
        own.ifPresent(built -> {
            if (built.hash().equals(committed)) {
                size.committed(built.transactions(), machine.millis() - built.startMillis());
            } else {
                size.failed();
            }
        });
        own = Optional.empty();
    }

    @Override
    public Optional<Certified> certified(Height height) {
        var certificate = ledger.blocks().certificate(height);
        return certificate.flatMap(found -> ledger.blocks().encodedBlock(height).flatMap(bytes -> switch (decode(
                bytes)) {
            case Decoded.Value<Proposal>(var proposal) -> Optional.of(new Certified(proposal, found));
            case Decoded.Malformed<Proposal> malformed -> Optional.empty();
        }));
    }

    /// The answer to a question that must not see half of a block: it runs between blocks.
    public <T> CompletableFuture<T> between(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        if (!thread.run(() -> answer.completeAsync(question, Runnable::run))) {
            answer.completeExceptionally(new IllegalStateException("the ledger of " + chain + " is closed"));
        }
        return answer;
    }

    /// Returns when the ledger does nothing more.
    @Override
    public void close() {
        thread.close();
    }
}
