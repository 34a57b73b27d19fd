// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tributary.node.client.BucketClock;
import org.tributary.node.client.Frame;
import org.tributary.primitives.Hash;

/// One caller at this edge: what the other one says goes to it no faster than it can be heard, and each frame is on its
/// ticket's tab before it is sent.
final class CallLeg {
    /// A second of speech. Who is not sent anything for so long has missed what was said meanwhile.
    private static final int MOST_WAITING = 50;

    /// What the network may bring together that was said one after the other.
    private static final long JITTER_MILLIS = 200;

    private static final int HUNG_UP = 1_000;

    /// Added to the status of HTTP, so that it lies where RFC 6455 leaves room for applications.
    private static final int PRIVATE = 4_000;

    /// A close frame has 125 bytes, two of them for the status.
    private static final int MOST_REASON = 120;

    private final String name;
    private final Tab tab;
    private final BucketClock clock;
    private final EdgeCounters counters;
    private final Line line;
    private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private @Nullable Thread thread;
    private long last = -1;
    private long frames;
    private long firstNanos;

    /// The way to the caller.
    interface Line {
        void send(Frame frame);

        void end(int status, String reason);
    }

    CallLeg(String name, Tab tab, BucketClock clock, EdgeCounters counters, Line line) {
        this.name = name;
        this.tab = tab;
        this.clock = clock;
        this.counters = counters;
        this.line = line;
    }

    String name() {
        return name;
    }

    Hash ticket() {
        return tab.standing().ticket();
    }

    synchronized void start() {
        thread = Thread.ofVirtual().name("call").start(this::run);
    }

    /// Takes what the other one said at `nanos`; leaves out what comes late, twice, or ahead of its time.
    synchronized void hear(Frame frame, long nanos) {
        if (frame.number() <= last) {
            return;
        }
        if (last < 0) {
            firstNanos = nanos;
        }
        last = frame.number();
        if (frames * Frame.MILLIS > (nanos - firstNanos) / 1_000_000 + JITTER_MILLIS) {
            return;
        }
        if (waiting.offer(frame)) {
            frames++;
        }
    }

    private void run() {
        try {
            while (true) {
                var frame = waiting.take();
                var refusal = pay();
                if (refusal.isPresent()) {
                    line.end(status(refusal.get()), reason(refusal.get()));
                    return;
                }
                line.send(frame);
                counters.served(Frame.MILLIS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// One frame, as a whole or not at all.
    private Optional<Refusal> pay() throws InterruptedException {
        long taken = 0;
        while (taken < Frame.MILLIS) {
            switch (tab.take(Frame.MILLIS - taken, clock::now)) {
                case Tab.Grant.Units(var count) -> taken += count;
                case Tab.Grant.Refused(var refusal) -> {
                    tab.giveBack(taken);
                    return Optional.of(refusal);
                }
            }
        }
        return Optional.empty();
    }

    /// The other one's line ended with this status.
    void over(int status) {
        if (status == HUNG_UP) {
            line.end(HUNG_UP, "");
        } else {
            var gone = new Refusal(410, "PEER_GONE", "the other one's line broke");
            line.end(status(gone), reason(gone));
        }
    }

    /// What was on the way when the line ended may not have been heard.
    synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
        tab.leave(true);
    }

    static int status(Refusal refusal) {
        return PRIVATE + refusal.status();
    }

    static String reason(Refusal refusal) {
        var text = refusal.code() + ": " + refusal.message();
        return text.substring(0, Math.min(MOST_REASON, text.length()));
    }
}
