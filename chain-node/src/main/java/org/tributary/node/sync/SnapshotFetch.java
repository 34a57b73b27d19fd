// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.sync.SnapshotSync;
import org.tributary.ledger.sync.SyncEffect;
import org.tributary.ledger.sync.SyncEvent;
import org.tributary.node.chain.Machine;
import org.tributary.node.chain.Worker;
import org.tributary.node.peer.PeerFailure;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// Watches how far behind main is, and fetches a snapshot where blocks alone would take long. Meanwhile consensus goes
/// on catching up by blocks; if it gets there first, the snapshot is dropped.
public final class SnapshotFetch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFetch.class);

    private static final Duration TICK = Duration.ofMillis(250);
    /// After nobody had a snapshot that helps.
    private static final long RETRY_MILLIS = 30_000;

    private final Chains chains;
    private final Peers peers;
    private final Machine machine;
    private final SyncDirectory directory;
    private final Outcome outcome;
    private final Worker thread;
    private Optional<SnapshotSync> sync = Optional.empty();
    private long notBeforeMillis;

    /// What comes of it.
    ///
    /// @param ready a snapshot is complete, and takes the chains' place with the next start
    /// @param failed the disk failed
    public record Outcome(Runnable ready, Consumer<Throwable> failed) {}

    /// The chains of the node.
    ///
    /// @param proven the height of main that a certificate has shown to this node
    /// @param far see [SnapshotPace]
    public record Chains(ChainSpec spec, SortedMap<ChainName, Ledger> ledgers, Supplier<Height> proven, long far) {}

    public SnapshotFetch(Chains chains, Peers peers, Machine machine, SyncDirectory directory, Outcome outcome) {
        this.chains = chains;
        this.peers = peers;
        this.machine = machine;
        this.directory = directory;
        this.outcome = outcome;
        this.thread = machine.oneByOne("snapshot", outcome.failed());
        thread.repeat(TICK, TICK, this::tick);
    }

    private void tick() {
        if (machine.millis() < notBeforeMillis || outcomeIsOut()) {
            return;
        }
        long behind = chains.proven().get().number() - main().height().number();
        if (sync.isEmpty() && behind > chains.far()) {
            LOG.info(
                    "event=snapshot_sync_started height={} proven={}",
                    main().height(),
                    chains.proven().get());
            sync = Optional.of(new SnapshotSync(chains.spec(), chains.ledgers(), directory));
        } else if (sync.isPresent() && behind < chains.far() / 2) {
            LOG.info("event=snapshot_sync_dropped reason=\"blocks were faster\"");
            drop();
        }
        sync.ifPresent(_ -> {
            step(new SyncEvent.Connected(peers.connected()));
            step(new SyncEvent.Ticked());
        });
    }

    private boolean outcomeIsOut() {
        return notBeforeMillis == Long.MAX_VALUE;
    }

    private Ledger main() {
        return Objects.requireNonNull(chains.ledgers().get(ChainName.MAIN), "main is a chain");
    }

    private void drop() {
        sync = Optional.empty();
        directory.discard();
    }

    private void step(SyncEvent event) {
        var running = sync;
        running.ifPresent(open -> open.step(event, machine.millis()).forEach(effect -> does(effect, open)));
    }

    private void does(SyncEffect effect, SnapshotSync asker) {
        switch (effect) {
            case SyncEffect.Ask ask -> ask(ask, asker);
            case SyncEffect.Lied(var peer, var reason) ->
                LOG.warn("event=snapshot_lie peer={} reason=\"{}\"", peer, reason);
            case SyncEffect.Fetching(var chain, var height) ->
                LOG.info("event=snapshot_fetching chain={} height={}", chain, height);
            case SyncEffect.Completed _ -> {
                notBeforeMillis = Long.MAX_VALUE;
                sync = Optional.empty();
                LOG.info("event=snapshot_complete");
                outcome.ready().run();
            }
            case SyncEffect.Abandoned _ -> {
                LOG.info("event=snapshot_sync_abandoned reason=\"no peer offers a snapshot above the height here\"");
                drop();
                notBeforeMillis = machine.millis() + RETRY_MILLIS;
            }
        }
    }

    private void ask(SyncEffect.Ask ask, SnapshotSync asker) {
        var question = ask.question().encoded();
        var _ = peers.request(ask.peer(), Query.SNAPSHOT, ask.chain(), question).whenComplete((answer, failure) -> {
            var event = answer != null ? new SyncEvent.Answered(ask.id(), answer) : failed(ask.id(), failure);
            thread.run(() -> {
                // An answer to a sync that was dropped meanwhile is of no use.
                if (sync.filter(asker::equals).isPresent()) {
                    step(event);
                }
            });
        });
    }

    private static SyncEvent failed(long id, Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean lacking = cause instanceof PeerFailure refused && refused.reason() == PeerFailure.Reason.NOT_FOUND;
        return new SyncEvent.Failed(id, lacking);
    }

    /// What is fetched so far stays for the next start.
    @Override
    public void close() {
        thread.close();
        directory.close();
    }
}
