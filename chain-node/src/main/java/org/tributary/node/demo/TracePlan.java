// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.tributary.node.demo.AccessLog.Request;
import org.tributary.node.demo.TraceSession.Use;

/// What an access log comes to: sessions, and in each the buckets in which bytes were served. A log bucket is 300 s of
/// the log, counted from its earliest time.
///
/// @param sessions in the order in which they begin
/// @param buckets from the first to the last request, empty ones included
record TracePlan(List<TraceSession> sessions, long buckets, TrafficCount traffic) {
    static final int PROVIDERS = 3;
    static final long BUCKET_SECONDS = 300;
    static final int BUCKETS_PER_DAY = 288;

    TracePlan {
        sessions = List.copyOf(sessions);
    }

    private record Key(String client, int provider, long day) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::day).thenComparing(Key::client).thenComparingInt(Key::provider);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @throws DemoFailed where the log has no request, or more bytes than can be counted
    static TracePlan of(AccessLog log) {
        long start = log.requests().stream()
                .mapToLong(Request::epochSecond)
                .min()
                .orElseThrow(() -> new DemoFailed("the log has no line in combined or common format"));
        var served = new TreeMap<Key, TreeMap<Long, Long>>();
        long last = 0;
        long bytes = 0;
        for (var request : log.requests()) {
            long bucket = (request.epochSecond() - start) / BUCKET_SECONDS;
            var key = new Key(
                    request.client(), ObjectHash.provider(request.object(), PROVIDERS), bucket / BUCKETS_PER_DAY);
            served.computeIfAbsent(key, fresh -> new TreeMap<>()).merge(bucket, request.bytes(), TracePlan::add);
            last = Math.max(last, bucket);
            bytes = add(bytes, request.bytes());
        }
        var sessions = new ArrayList<TraceSession>();
        served.forEach((key, byBucket) -> sessions.add(session(key, byBucket)));
        sessions.sort(Comparator.comparingLong(TraceSession::first));
        return new TracePlan(sessions, last + 1, new TrafficCount(log.requests().size(), bytes));
    }

    private static TraceSession session(Key key, TreeMap<Long, Long> byBucket) {
        var uses = new ArrayList<Use>();
        long total = 0;
        for (var entry : byBucket.entrySet()) {
            if (entry.getValue() > 0) {
                total = add(total, entry.getValue());
                uses.add(new Use(entry.getKey(), total));
            }
        }
        return new TraceSession(key.client(), key.provider(), key.day(), byBucket.firstKey(), uses);
    }

    private static long add(long sum, long bytes) {
        try {
            return Math.addExact(sum, bytes);
        } catch (ArithmeticException overflow) {
            throw new DemoFailed("the log serves more than 2^63 bytes", overflow);
        }
    }

    long receipts() {
        return sessions.stream().mapToLong(session -> session.uses().size()).sum();
    }
}
