// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long a single transfer takes on an idle network: from before it is handed in until the same node shows its
/// receipt,
/// asked again after every [#POLL_MILLIS]. A receipt is there only when its block is final.
final class FinalityMeasure {
    private static final long POLL_MILLIS = 1;
    private static final long INTERVAL_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 20_000;

    private final List<RpcConnection> nodes;

    FinalityMeasure(List<RpcConnection> nodes) {
        this.nodes = nodes;
    }

    /// Hands transfers in one by one, at five a second, to one node after the other.
    LedgerFigures.Percentiles of(Payer payer, int count) throws InterruptedException {
        var samples = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long startNanos = System.nanoTime();
            samples.add(millis(nodes.get(i % nodes.size()), payer));
            long spentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            TimeUnit.MILLISECONDS.sleep(Math.max(0, INTERVAL_MILLIS - spentMillis));
        }
        return LedgerFigures.Percentiles.of(samples);
    }

    private static double millis(RpcConnection node, Payer payer) throws InterruptedException {
        var hash = payer.sign(payer.address()).hash().toString();
        var raw = payer.take(1, System.currentTimeMillis()).getFirst().raw();
        long startNanos = System.nanoTime();
        var refusal = node.submit(List.of(raw)).getFirst();
        if (refusal.isPresent()) {
            throw new BenchFailed("a transfer is refused: " + refusal.get());
        }
        while (node.call("eth_getTransactionReceipt", RpcConnection.quoted(hash))
                .isNull()) {
            if (millisSince(startNanos) > PATIENCE_MILLIS) {
                throw new BenchFailed("transfer " + hash + " has no receipt after " + PATIENCE_MILLIS + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        payer.committed(System.currentTimeMillis());
        return millisSince(startNanos);
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
