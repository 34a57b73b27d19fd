// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Amount;

/// Sends a small transfer every now and then, while the traffic runs.
final class FinalityProbe implements Callable<FinalityMillis> {
    static final int TRANSFERS = 25;

    /// Finer than the wallet's own: it is part of what is measured.
    private static final Duration POLL = Duration.ofMillis(5);

    private final Wallet wallet;
    private final Duration interval;
    private final Stop stop;

    FinalityProbe(Wallet wallet, Duration interval, Stop stop) {
        this.wallet = wallet;
        this.interval = interval;
        this.stop = stop;
    }

    @Override
    public FinalityMillis call() {
        var samples = new ArrayList<Long>();
        for (int i = 0; i < TRANSFERS; i++) {
            var signed = wallet.sign(Call.transfer(wallet.address(), Amount.of(1)));
            long start = System.nanoTime();
            wallet.await(wallet.submit(signed), POLL);
            samples.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            stop.pause(interval);
        }
        return FinalityMillis.of(samples);
    }
}
