// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.crypto.PrivateKey;

/// Clients that pay without a break, whatever befalls the nodes.
final class Payments implements AutoCloseable {
    private final List<Payer> payers;
    private final List<Thread> threads = new ArrayList<>();

    private Payments(List<Payer> payers) {
        this.payers = payers;
    }

    /// @param seed decides which node is asked when
    static Payments start(ChainSpec spec, List<PrivateKey> accounts, List<Rpc> nodes, long seed) {
        var payers = IntStream.range(0, accounts.size())
                .mapToObj(i -> new Payer(spec, accounts.get(i), nodes, new Random(seed + i)))
                .toList();
        var payments = new Payments(payers);
        payers.forEach(payer -> payments.threads.add(Thread.ofVirtual().start(payer::run)));
        return payments;
    }

    List<Payer> payers() {
        return payers;
    }

    int count() {
        return payers.stream().mapToInt(payer -> payer.finals().size()).sum();
    }

    /// Waits until every payer has had two more payments called final: one may have been under way before.
    void awaitProgress(Duration bound) {
        var goals = payers.stream().map(payer -> payer.finals().size() + 2).toList();
        Awaitility.await()
                .alias("progress; what nodes said last: " + payers.stream().map(Payer::lastRefusal).toList())
                .atMost(bound)
                .until(() -> IntStream.range(0, payers.size())
                        .allMatch(i -> payers.get(i).finals().size() >= goals.get(i)));
    }

    /// Returns when no payment is under way any more: all that were ever handed in are final.
    void finish(Duration bound) throws InterruptedException {
        payers.forEach(Payer::stop);
        for (var thread : threads) {
            if (!thread.join(bound)) {
                throw new IllegalStateException("a payment that was handed in is not final after " + bound);
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
