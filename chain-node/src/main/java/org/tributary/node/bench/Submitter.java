// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Sends its share of the payers' transfers to one node, batch after batch, as fast as that node takes
/// them. Where the node refuses, it waits a little and sends the same again.
final class Submitter implements Callable<Void> {
    private static final int BATCH = 200;

    /// A batch mixes many payers, as traffic does.
    private static final int OF_ONE_PAYER = 8;

    private static final long IDLE_MILLIS = 5;

    /// What blocks free comes in small pieces; a request costs as much as dozens of transfers in it.
    private static final long GATHER_MILLIS = 50;
    private static final long BACK_OFF_MILLIS = 50;

    private final URI node;
    private final Deque<Payer> payers;
    private final BooleanSupplier stopped;
    private final AtomicLong refusals;

    /// @param refusals counts what came back
    Submitter(URI node, List<Payer> payers, BooleanSupplier stopped, AtomicLong refusals) {
        this.node = node;
        this.payers = new ArrayDeque<>(payers);
        this.stopped = stopped;
        this.refusals = refusals;
    }

    @Override
    public Void call() throws InterruptedException {
        try (var connection = new RpcConnection(node)) {
            while (!stopped.getAsBoolean()) {
                var batch = batch();
                if (batch.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
                } else if (!send(connection, batch)) {
                    TimeUnit.MILLISECONDS.sleep(BACK_OFF_MILLIS);
                } else if (batch.size() < BATCH) {
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                }
            }
        }
        return null;
    }

    /// The next payers' turn; those that gave something go to the end of the row.
    private List<Payer.Transfer> batch() {
        var batch = new ArrayList<Payer.Transfer>(BATCH);
        for (int i = payers.size(); i > 0 && batch.size() < BATCH; i--) {
            var payer = payers.removeFirst();
            batch.addAll(payer.take(Math.min(OF_ONE_PAYER, BATCH - batch.size()), System.currentTimeMillis()));
            payers.addLast(payer);
        }
        return batch;
    }

    /// Whether everything was taken.
    private boolean send(RpcConnection connection, List<Payer.Transfer> batch) {
        var answers = connection.submit(batch.stream().map(Payer.Transfer::raw).toList());
        boolean all = true;
        for (int i = 0; i < batch.size(); i++) {
            if (answers.get(i).filter(Submitter::isRefusal).isPresent()) {
                batch.get(i).payer().again(batch.get(i).nonce());
                refusals.incrementAndGet();
                all = false;
            }
        }
        return all;
    }

    /// A transfer that was sent twice is not refused.
    private static boolean isRefusal(String reason) {
        return !reason.equals("already known") && !reason.equals("nonce too low");
    }
}
