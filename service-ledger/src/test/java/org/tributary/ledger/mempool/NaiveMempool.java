// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// The mempool's rules over one plain list, each computed anew by walking all of it. Slow, and simple enough to
/// believe.
final class NaiveMempool {
    record Entry(VerifiedTransaction transaction, long arrival) {
        Address sender() {
            return transaction.sender();
        }

        long nonce() {
            return transaction.nonce();
        }

        int size() {
            return transaction.signed().encoded().size();
        }

        BigInteger cost() {
            return transaction.transaction().maxCost();
        }
    }

    private final AdmissionRules rules;
    private final PoolBounds bounds;
    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Address, AccountSnapshot> accounts = new TreeMap<>();
    private long arrivals;

    NaiveMempool(AdmissionRules rules, PoolBounds bounds) {
        this.rules = rules;
        this.bounds = bounds;
    }

    /// "" for an admission.
    String add(VerifiedTransaction offered, AccountSnapshot account) {
        if (entries.stream().anyMatch(entry -> entry.transaction().equals(offered))) {
            return "already known";
        }
        var refusal = rules.refusal(offered);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        settle(offered.sender(), account);
        var own = of(offered.sender());
        var replaced =
                own.stream().filter(entry -> entry.nonce() == offered.nonce()).toList();
        long missing = firstMissing(offered.sender());
        if (offered.nonce() < account.nonce()) {
            return "nonce too low";
        }
        if (offered.nonce() > missing + bounds.maxNonceGap()) {
            return "nonce too high";
        }
        if (!replaced.isEmpty() && !isReplacement(replaced.getFirst().transaction(), offered)) {
            return "replacement transaction underpriced";
        }
        boolean full = replaced.isEmpty() && own.size() == bounds.maxPerAccount();
        boolean awaited =
                offered.nonce() == missing && !own.isEmpty() && own.getLast().nonce() > missing;
        if (full && !awaited) {
            return "account limit exceeded";
        }
        var yielding = full ? List.of(own.getLast()) : List.<Entry>of();
        var total = own.stream()
                .filter(entry -> !replaced.contains(entry) && !yielding.contains(entry))
                .map(Entry::cost)
                .reduce(offered.transaction().maxCost(), BigInteger::add);
        if (total.compareTo(account.balance().units()) > 0) {
            return "insufficient funds for gas * price + value";
        }
        entries.removeAll(yielding);
        return replaced.isEmpty() ? insert(offered, missing) : replace(replaced.getFirst(), offered);
    }

    private String insert(VerifiedTransaction offered, long missing) {
        boolean isQueued = offered.nonce() != missing;
        if (isQueued && queued() >= bounds.maxQueued()) {
            return "txpool is full";
        }
        var newcomer = new Entry(offered, arrivals++);
        if (!fits(newcomer, List.of())) {
            var longest = senders().stream()
                    .max(Comparator.<Address>comparingInt(sender -> of(sender).size())
                            .thenComparing(Comparator.naturalOrder()));
            if (isQueued
                    || longest.isEmpty()
                    || of(longest.get()).size() < of(offered.sender()).size() + 2) {
                return "txpool is full";
            }
            var victim = of(longest.get()).getLast();
            if (!fits(newcomer, List.of(victim))) {
                return "txpool is full";
            }
            entries.remove(victim);
        }
        entries.add(newcomer);
        return "";
    }

    private String replace(Entry old, VerifiedTransaction offered) {
        var replacement = new Entry(offered, old.arrival());
        if (!fits(replacement, List.of(old))) {
            return "txpool is full";
        }
        entries.remove(old);
        entries.add(replacement);
        return "";
    }

    private boolean fits(Entry newcomer, List<Entry> leaving) {
        long bytes = bytes()
                + newcomer.size()
                - leaving.stream().mapToLong(Entry::size).sum();
        return bytes <= bounds.maxBytes() && entries.size() + 1 - leaving.size() <= bounds.maxTransactions();
    }

    private static boolean isReplacement(VerifiedTransaction old, VerifiedTransaction offered) {
        long oldFee = old.transaction().maxFeePerGas().longValueExact();
        long newFee = offered.transaction().maxFeePerGas().longValueExact();
        long oldTip = old.transaction().maxPriorityFeePerGas().longValueExact();
        long newTip = offered.transaction().maxPriorityFeePerGas().longValueExact();
        return newFee > oldFee && 10 * newFee >= 11 * oldFee && 10 * newTip >= 11 * oldTip;
    }

    void settle(Address sender, AccountSnapshot after) {
        accounts.put(sender, after);
        entries.removeIf(entry -> entry.sender().equals(sender) && entry.nonce() < after.nonce());
        while (cost(sender).compareTo(after.balance().units()) > 0) {
            entries.remove(of(sender).getLast());
        }
    }

    List<VerifiedTransaction> select(long gasLimit, int maxCount, long maxBytes) {
        var taken = new ArrayList<VerifiedTransaction>();
        var blocked = new TreeSet<Address>();
        var next = new TreeMap<Address, Long>();
        senders().forEach(sender -> next.put(sender, account(sender).nonce()));
        long gas = gasLimit;
        long bytes = maxBytes;
        while (taken.size() < maxCount) {
            var candidate = entries.stream()
                    .filter(entry -> !blocked.contains(entry.sender()))
                    .filter(entry -> next.getOrDefault(entry.sender(), 0L) == entry.nonce())
                    .min(Comparator.comparingLong(Entry::arrival));
            if (candidate.isEmpty()) {
                break;
            }
            var entry = candidate.get();
            long entryGas = entry.transaction().transaction().gasLimit();
            if (entryGas > gas || entry.size() > bytes) {
                blocked.add(entry.sender());
                continue;
            }
            gas -= entryGas;
            bytes -= entry.size();
            next.merge(entry.sender(), 1L, Long::sum);
            taken.add(entry.transaction());
        }
        return taken;
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    int queued() {
        return (int) entries.stream()
                .filter(entry -> entry.nonce() > firstMissing(entry.sender()))
                .count();
    }

    BigInteger cost(Address sender) {
        return of(sender).stream().map(Entry::cost).reduce(BigInteger.ZERO, BigInteger::add);
    }

    long firstMissing(Address sender) {
        long nonce = account(sender).nonce();
        for (var entry : of(sender)) {
            nonce += entry.nonce() == nonce ? 1 : 0;
        }
        return nonce;
    }

    private AccountSnapshot account(Address sender) {
        return accounts.getOrDefault(sender, new AccountSnapshot(0, Amount.ZERO));
    }

    private List<Address> senders() {
        return entries.stream().map(Entry::sender).distinct().sorted().toList();
    }

    /// By nonce.
    private List<Entry> of(Address sender) {
        return entries.stream()
                .filter(entry -> entry.sender().equals(sender))
                .sorted(Comparator.comparingLong(Entry::nonce))
                .toList();
    }
}
