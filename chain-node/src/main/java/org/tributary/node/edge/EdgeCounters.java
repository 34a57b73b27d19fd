// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What an edge did since it started.
public final class EdgeCounters {
    private final LongAdder servedUnits = new LongAdder();
    private final LongAdder receipts = new LongAdder();
    private final ConcurrentSkipListMap<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, LongAdder> refusedReceipts = new ConcurrentSkipListMap<>();

    void served(long bytes) {
        servedUnits.add(bytes);
    }

    void receipts(int count) {
        receipts.add(count);
    }

    /// @param status of an answer to a request for content
    void answered(int status) {
        answers.computeIfAbsent(status, fresh -> new LongAdder()).increment();
    }

    /// @param code one of the published ones: clients cannot make up new ones
    void refusedReceipt(String code) {
        refusedReceipts.computeIfAbsent(code, fresh -> new LongAdder()).increment();
    }

    /// Bytes of bodies that went to the socket.
    public long servedUnits() {
        return servedUnits.sum();
    }

    /// Receipts that were taken.
    public long receipts() {
        return receipts.sum();
    }

    /// By HTTP status.
    public TreeMap<Integer, Long> answers() {
        var counts = new TreeMap<Integer, Long>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /// By reason code.
    public TreeMap<String, Long> refusedReceipts() {
        var counts = new TreeMap<String, Long>();
        refusedReceipts.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }
}
