// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;

/// One sender's transactions, by nonce. Those from the account's nonce up to the first that is missing can be executed;
/// the others are queued. All of them together never cost more than the account has.
final class Lane {
    private final Address sender;
    private final TreeMap<Long, Pooled> byNonce = new TreeMap<>();
    private AccountSnapshot account;
    private long firstMissing;
    private BigInteger cost = BigInteger.ZERO;
    private long bytes;

    Lane(Address sender, AccountSnapshot account) {
        this.sender = sender;
        this.account = account;
        this.firstMissing = account.nonce();
    }

    Address sender() {
        return sender;
    }

    int size() {
        return byNonce.size();
    }

    long bytes() {
        return bytes;
    }

    int queued() {
        return (int) (byNonce.size() - (firstMissing - account.nonce()));
    }

    /// The nonce that the sender's next transaction needs to be executable.
    long firstMissing() {
        return firstMissing;
    }

    Optional<Pooled> at(long nonce) {
        return Optional.ofNullable(byNonce.get(nonce));
    }

    /// What can be executed next.
    Optional<Pooled> head() {
        return at(account.nonce());
    }

    /// What can be executed after `before`.
    Optional<Pooled> after(Pooled before) {
        return at(before.verified().nonce() + 1);
    }

    /// The one with the highest nonce, whose loss leaves no gap.
    Pooled last() {
        return byNonce.lastEntry().getValue();
    }

    List<VerifiedTransaction> transactions() {
        return byNonce.values().stream().map(Pooled::verified).toList();
    }

    /// Why this account cannot add `offered`, in the words of Ethereum clients.
    Optional<String> refusal(VerifiedTransaction offered, PoolBounds bounds) {
        long nonce = offered.nonce();
        if (nonce < account.nonce()) {
            return Optional.of("nonce too low");
        }
        if (nonce - firstMissing > bounds.maxNonceGap()) {
            return Optional.of("nonce too high");
        }
        var replaced = byNonce.get(nonce);
        if (replaced != null && !replaced.isReplaceableBy(offered)) {
            return Optional.of("replacement transaction underpriced");
        }
        var yielding = yielding(offered, bounds);
        if (replaced == null && byNonce.size() >= bounds.maxPerAccount() && yielding.isEmpty()) {
            return Optional.of("account limit exceeded");
        }
        var freed = replaced == null ? yielding.map(Pooled::cost).orElse(BigInteger.ZERO) : replaced.cost();
        var total = cost.subtract(freed).add(offered.transaction().maxCost());
        if (total.compareTo(account.balance().units()) > 0) {
            return Optional.of("insufficient funds for gas * price + value");
        }
        return Optional.empty();
    }

    /// What a full lane gives up for the one transaction that all its queued ones wait for: without that nothing of
    /// it would ever leave.
    Optional<Pooled> yielding(VerifiedTransaction offered, PoolBounds bounds) {
        boolean full = byNonce.size() >= bounds.maxPerAccount();
        return full && offered.nonce() == firstMissing && byNonce.lastKey() > firstMissing
                ? Optional.of(last())
                : Optional.empty();
    }

    /// Whoever had this nonce before must have been removed.
    void add(Pooled pooled) {
        byNonce.put(pooled.verified().nonce(), pooled);
        cost = cost.add(pooled.cost());
        bytes += pooled.size();
        while (byNonce.containsKey(firstMissing)) {
            firstMissing++;
        }
    }

    void remove(Pooled pooled) {
        long nonce = pooled.verified().nonce();
        byNonce.remove(nonce);
        cost = cost.subtract(pooled.cost());
        bytes -= pooled.size();
        firstMissing = Math.min(firstMissing, Math.max(nonce, account.nonce()));
    }

    /// Takes the account's newer state, and gives back what is now stale or beyond its means: highest nonces first, so
    /// that no gap opens. A snapshot from before the last one is ignored.
    List<Pooled> settle(AccountSnapshot after) {
        if (after.nonce() < account.nonce() || after.equals(account)) {
            return List.of();
        }
        var dropped = new ArrayList<>(byNonce.headMap(after.nonce()).values());
        account = after;
        dropped.forEach(this::remove);
        firstMissing = Math.max(firstMissing, after.nonce());
        while (byNonce.containsKey(firstMissing)) {
            firstMissing++;
        }
        while (cost.compareTo(after.balance().units()) > 0) {
            var last = last();
            remove(last);
            dropped.add(last);
        }
        return dropped;
    }
}
