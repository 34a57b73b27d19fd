// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.Rejection;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.node.metering.ReceiptReadings;
import org.tributary.pbft.Evidence;
import org.tributary.pbft.driver.Observer;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// What a node notes about itself while it runs: for metrics, status and logs.
final class NodeReadings {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReadings.class);

    private final Map<ChainName, ChainNotes> chains = new ConcurrentHashMap<>();
    private final List<Consumer<VerifiedTransaction>> enteredListeners = new CopyOnWriteArrayList<>();
    private final List<BlockListener> blockListeners = new CopyOnWriteArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final List<Consumer<Rejection>> rejectionListeners = new CopyOnWriteArrayList<>();
    private final ReceiptReadings receipts =
            new ReceiptReadings(accepted::addAndGet, reason -> rejectionListeners.forEach(told -> told.accept(reason)));

    /// Told of each block and of the block time since the one before.
    interface BlockListener {
        void committed(ChainName chain, Duration sincePrevious);
    }

    private static final class ChainNotes {
        private final AtomicLong viewChanges = new AtomicLong();
        private final AtomicLong equivocations = new AtomicLong();
        /// The height up to which each seat's contradictions are in the log. The replica's thread only.
        private final Map<Integer, Height> accused = new TreeMap<>();
        private volatile View view = View.ZERO;
        private volatile long lastMillis;
        private volatile Height proven = Height.ZERO;
    }

    NodeReadings(ChainSpec spec) {
        spec.chains().forEach(chain -> chains.put(chain, new ChainNotes()));
    }

    private ChainNotes notes(ChainName chain) {
        return chains.computeIfAbsent(chain, name -> new ChainNotes());
    }

    void onEntered(Consumer<VerifiedTransaction> listener) {
        enteredListeners.add(listener);
    }

    void entered(VerifiedTransaction transaction) {
        enteredListeners.forEach(listener -> listener.accept(transaction));
    }

    void onBlock(BlockListener listener) {
        blockListeners.add(listener);
    }

    void onRejection(Consumer<Rejection> listener) {
        rejectionListeners.add(listener);
    }

    void committed(Block block) {
        var header = block.header();
        var notes = notes(header.chain());
        long before = notes.lastMillis;
        notes.lastMillis = header.timestampMillis();
        notes.view = header.view();
        if (before != 0) {
            var since = Duration.ofMillis(header.timestampMillis() - before);
            blockListeners.forEach(listener -> listener.committed(header.chain(), since));
        }
    }

    ReceiptReadings receipts() {
        return receipts;
    }

    long receiptsAccepted() {
        return accepted.get();
    }

    long viewChanges(ChainName chain) {
        return notes(chain).viewChanges.get();
    }

    long equivocations(ChainName chain) {
        return notes(chain).equivocations.get();
    }

    /// The highest height of the chain that a certificate has shown to this node.
    Height proven(ChainName chain) {
        return notes(chain).proven;
    }

    View view(ChainName chain) {
        return notes(chain).view;
    }

    /// Consensus's own notes.
    ///
    /// @param halt told when the replica has stopped for good
    Observer observer(ChainName chain, Consumer<Throwable> halt) {
        return new Observer() {
            @Override
            public void committed(Height height, View view, Duration latency) {
                LOG.debug(
                        "event=committed chain={} height={} view={} millis={}",
                        chain,
                        height,
                        view,
                        latency.toMillis());
            }

            @Override
            public void viewChanged(Height height, View view) {
                notes(chain).viewChanges.incrementAndGet();
                notes(chain).view = view;
                LOG.info("event=view_changed chain={} height={} view={}", chain, height, view);
            }

            @Override
            public void proven(Height height) {
                notes(chain).proven = height;
            }

            @Override
            public void equivocation(Evidence evidence) {
                var notes = notes(chain);
                notes.equivocations.incrementAndGet();
                var height = evidence.first().height();
                var known = notes.accused.put(evidence.seat(), height);
                // Once a height: one who contradicts itself over and over must not fill the disk.
                if (known == null || height.isAfter(known)) {
                    LOG.warn(
                            "event=equivocation chain={} seat={} height={} evidence=\"{}\"",
                            chain,
                            evidence.seat(),
                            height,
                            evidence);
                }
            }

            @Override
            public void amnesia(String reason) {
                LOG.error(
                        "event=amnesia chain={} reason=\"{}\" next=\"asks the others what is proved, and follows without"
                                + " voting\"",
                        chain,
                        reason);
            }

            @Override
            public void votesFrom(Height height, Height inFlight) {
                if (height.isAfter(inFlight)) {
                    LOG.warn("event=follows_without_voting chain={} until={} height={}", chain, height, inFlight);
                } else {
                    LOG.info("event=votes chain={} height={}", chain, inFlight);
                }
            }

            @Override
            public void refused(int peer, String reason) {
                LOG.debug("event=message_refused chain={} peer={} reason=\"{}\"", chain, peer, reason);
            }

            @Override
            public void dropped(int peer) {
                LOG.debug("event=message_dropped chain={} peer={}", chain, peer);
            }

            @Override
            public void halted(Throwable cause) {
                halt.accept(cause);
            }
        };
    }
}
