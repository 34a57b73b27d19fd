// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// Follows the chain for all connections on one thread. The ledger only says how high the head is; the feed reads the
/// blocks itself, each in turn, so that nothing is queued between them however far it falls behind.
public final class ChainFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainFeed.class);

    private final NetworkView view;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final RecentPending pending = new RecentPending();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition headMoved = lock.newCondition();
    private final List<NetworkView.Subscription> sources;
    private long newest;
    private long toldPending;
    private boolean closed;

    public ChainFeed(NetworkView view) {
        this.view = view;
        this.newest = view.head().number();
        this.sources = List.of(view.onHead(block -> onHead(block.height().number())), view.onPending(this::onPending));
        long told = newest;
        Thread.ofVirtual().name("rpc-feed").start(() -> run(told));
    }

    public RecentPending pending() {
        return pending;
    }

    /// Returns once the head's number is above `height`, the time is over, or the feed is closed.
    public void untilAbove(long height, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (newest <= height && left > 0 && !closed) {
                left = headMoved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        sources.forEach(NetworkView.Subscription::close);
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            headMoved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Tells `follower` of what comes from now on.
    void follow(Follower follower) {
        lock.lock();
        try {
            if (followers.isEmpty()) {
                toldPending = pending.next();
            }
            followers.add(follower);
        } finally {
            lock.unlock();
        }
    }

    void unfollow(Follower follower) {
        followers.remove(follower);
    }

    private void onHead(long number) {
        lock.lock();
        try {
            newest = Math.max(newest, number);
            work.signalAll();
            headMoved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void onPending(Hash hash) {
        lock.lock();
        try {
            pending.add(hash);
            // With nobody there, thousands of transactions a second must not wake the feed for nothing.
            if (!followers.isEmpty()) {
                work.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param head the number of the last block that followers need not be told
    private void run(long head) {
        long told = head;
        try {
            while (true) {
                long until = awaitWork(told);
                if (until < 0) {
                    return;
                }
                tellPending(untoldPending());
                tellBlocks(told, until);
                told = until;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The newest head's number, or −1 once the feed is closed.
    private long awaitWork(long told) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (newest == told && (followers.isEmpty() || pending.next() == toldPending) && !closed) {
                work.await();
            }
            return closed ? -1 : newest;
        } finally {
            lock.unlock();
        }
    }

    private List<Hash> untoldPending() {
        lock.lock();
        try {
            if (followers.isEmpty()) {
                return List.of();
            }
            var untold = pending.since(toldPending);
            toldPending = untold.next();
            return untold.hashes();
        } finally {
            lock.unlock();
        }
    }

    private void tellPending(List<Hash> hashes) {
        for (var follower : followers) {
            hashes.forEach(hash -> told(() -> follower.onPending(hash)));
        }
    }

    private void tellBlocks(long told, long until) {
        // With nobody there, a node that catches up over many heights reads none of them twice.
        for (long number = told + 1; number <= until && !followers.isEmpty(); number++) {
            var height = new Height(number);
            told(() -> view.block(height).ifPresent(block -> {
                var fresh = new NewBlock(view, block);
                followers.forEach(follower -> follower.onBlock(fresh));
            }));
        }
    }

    /// A block that cannot be read, or shown, must not end the feed for all later ones.
    private static void told(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failed) {
            LOG.error("event=rpc_feed_failed", failed);
        }
    }
}
