// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// The transactions that wait for a block of one chain.
///
/// **When it is full**, room is made one for one: an executable newcomer takes the place of the last transaction of the
/// account that has the most waiting, if that account still has at least as many as the newcomer's afterwards; else
/// the newcomer is refused. With a flat price nobody can outbid anybody, so the measure is the share of the pool: one
/// account cannot keep others out, nothing oscillates, and no single transaction can displace many. The last
/// transaction of a lane leaves no gap behind. Queued newcomers displace nothing.
///
/// Every operation costs O(log n), selection O(log n) for each transaction looked at.
public final class Mempool {
    private static final Admission FULL = new Admission.Refused("txpool is full");

    private final AdmissionRules rules;
    private final PoolBounds bounds;
    private final Map<Hash, VerifiedTransaction> byHash = new HashMap<>();
    private final Map<Address, Lane> lanes = new HashMap<>();
    /// Lanes that have something to execute, by the arrival of its first.
    private final TreeMap<Long, Lane> executable = new TreeMap<>();

    private final TreeSet<Lane> byLength =
            new TreeSet<>(Comparator.comparingInt(Lane::size).thenComparing(Lane::sender));
    private long arrivals;
    private long bytes;
    private int queued;

    public Mempool(AdmissionRules rules, PoolBounds bounds) {
        this.rules = rules;
        this.bounds = bounds;
    }

    /// @param account the sender as the last committed block left it
    public Admission add(VerifiedTransaction offered, AccountSnapshot account) {
        if (byHash.containsKey(offered.hash())) {
            return new Admission.AlreadyKnown();
        }
        var refusal = rules.refusal(offered);
        if (refusal.isPresent()) {
            return new Admission.Refused(refusal.get());
        }
        settle(offered.sender(), account);
        var lane = lanes.get(offered.sender());
        if (lane == null) {
            lane = new Lane(offered.sender(), account);
        }
        refusal = lane.refusal(offered, bounds);
        if (refusal.isPresent()) {
            return new Admission.Refused(refusal.get());
        }
        var full = lane;
        lane.yielding(offered, bounds).ifPresent(last -> drop(full, List.of(last)));
        var replaced = lane.at(offered.nonce());
        if (replaced.isPresent() ? !replace(lane, replaced.get(), offered) : !insert(lane, offered)) {
            return FULL;
        }
        return new Admission.Admitted(offered.hash());
    }

    /// What the next block may hold, in the order in which it should execute it. The pool stays as it is
    /// until the block is [#committed].
    ///
    /// @param gasLimit for the sum of their gas limits
    /// @param maxBytes for the sum of their encodings
    public List<VerifiedTransaction> select(long gasLimit, int maxCount, long maxBytes) {
        return new Selection(executable.values(), gasLimit, maxBytes).upTo(maxCount);
    }

    /// Takes every sender's state after a block, and drops what is now stale or unaffordable.
    public void committed(List<AccountChange> changes) {
        for (var change : changes) {
            settle(change.sender(), change.after());
        }
    }

    /// The nonce for a sender's next transaction.
    ///
    /// @param accountNonce as of the last committed block
    public long pendingNonce(Address sender, long accountNonce) {
        var lane = lanes.get(sender);
        return lane == null ? accountNonce : Math.max(accountNonce, lane.firstMissing());
    }

    public Optional<VerifiedTransaction> byHash(Hash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /// By nonce, queued ones included.
    public List<VerifiedTransaction> ofSender(Address sender) {
        var lane = lanes.get(sender);
        return lane == null ? List.of() : lane.transactions();
    }

    public int size() {
        return byHash.size();
    }

    /// Of [#size()], those that wait for a nonce before theirs.
    public int queued() {
        return queued;
    }

    public long bytes() {
        return bytes;
    }

    public boolean hasExecutable() {
        return !executable.isEmpty();
    }

    private boolean insert(Lane lane, VerifiedTransaction offered) {
        boolean isQueued = offered.nonce() != lane.firstMissing();
        if (isQueued && queued >= bounds.maxQueued()) {
            return false;
        }
        var pooled = Pooled.of(offered, arrivals++);
        long tooMany = size() + 1L - bounds.maxTransactions();
        long tooLarge = bytes + pooled.size() - bounds.maxBytes();
        if ((tooMany > 0 || tooLarge > 0) && (isQueued || !displace(lane.size() + 1, tooLarge))) {
            return false;
        }
        put(lane, pooled);
        return true;
    }

    private boolean replace(Lane lane, Pooled old, VerifiedTransaction offered) {
        var pooled = Pooled.of(offered, old.arrival());
        if (bytes - old.size() + pooled.size() > bounds.maxBytes()) {
            return false;
        }
        drop(lane, List.of(old));
        put(lane, pooled);
        return true;
    }

    /// Removes one transaction of the longest lane, if that is fair to it and enough.
    private boolean displace(int newcomerLength, long bytesNeeded) {
        if (byLength.isEmpty()) {
            return false;
        }
        var longest = byLength.last();
        if (longest.size() <= newcomerLength || longest.last().size() < bytesNeeded) {
            return false;
        }
        drop(longest, List.of(longest.last()));
        return true;
    }

    private void put(Lane lane, Pooled pooled) {
        leave(lane);
        lane.add(pooled);
        byHash.put(pooled.verified().hash(), pooled.verified());
        enter(lane);
    }

    private void drop(Lane lane, List<Pooled> dropped) {
        leave(lane);
        dropped.forEach(lane::remove);
        forget(dropped);
        enter(lane);
    }

    private void settle(Address sender, AccountSnapshot account) {
        var lane = lanes.get(sender);
        if (lane == null) {
            return;
        }
        leave(lane);
        forget(lane.settle(account));
        enter(lane);
    }

    private void forget(List<Pooled> dropped) {
        dropped.forEach(pooled -> byHash.remove(pooled.verified().hash()));
    }

    /// Takes a lane out of every index and sum, so that it may change.
    private void leave(Lane lane) {
        if (lanes.remove(lane.sender()) == null) {
            return;
        }
        lane.head().ifPresent(head -> executable.remove(head.arrival()));
        byLength.remove(lane);
        bytes -= lane.bytes();
        queued -= lane.queued();
    }

    private void enter(Lane lane) {
        if (lane.size() == 0) {
            return;
        }
        lanes.put(lane.sender(), lane);
        lane.head().ifPresent(head -> executable.put(head.arrival(), lane));
        byLength.add(lane);
        bytes += lane.bytes();
        queued += lane.queued();
    }
}
