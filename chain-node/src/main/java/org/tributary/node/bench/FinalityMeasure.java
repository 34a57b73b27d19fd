// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long a single transfer takes on an idle network: from before it is handed in until the same node answers with
/// its receipt, which it has only when the block is final and durable.
final class FinalityMeasure {
    private static final long INTERVAL_MILLIS = 200;

    private final List<RpcConnection> nodes;

    FinalityMeasure(List<RpcConnection> nodes) {
        this.nodes = nodes;
    }

    /// Hands transfers in one by one, at five a second, to one node after the other.
    Percentiles of(Payer payer, int count) throws InterruptedException {
        var samples = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long startNanos = System.nanoTime();
            samples.add(millis(nodes.get(i % nodes.size()), payer));
            long spentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            TimeUnit.MILLISECONDS.sleep(Math.max(0, INTERVAL_MILLIS - spentMillis));
        }
        return Percentiles.of(samples);
    }

    private static double millis(RpcConnection node, Payer payer) throws InterruptedException {
        var hash = payer.sign(payer.address()).hash().toString();
        var raw = payer.take(1, System.currentTimeMillis()).getFirst().raw();
        long startNanos = System.nanoTime();
        var receipt = node.call("eth_sendRawTransactionSync", RpcConnection.quoted(raw));
        double tookMillis = (System.nanoTime() - startNanos) / 1e6;
        if (!receipt.path("transactionHash").asText().equals(hash)) {
            throw new BenchFailed("transfer " + hash + " got the receipt " + receipt);
        }
        payer.committed(System.currentTimeMillis());
        return tookMillis;
    }
}
