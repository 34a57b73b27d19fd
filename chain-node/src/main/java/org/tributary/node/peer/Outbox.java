// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The bounded queue of one stream. Taking a batch takes whatever has gathered, so frames coalesce under load, and a
/// single one does not wait for company.
final class Outbox {
    /// A batch ends with the frame that passes this size. Large enough that the cost of a message vanishes, small
    /// enough that no single message holds the stream for long.
    private static final int BATCH_BYTES = 128 << 10;

    private final QueueLimit limit;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    enum Outcome {
        QUEUED,
        FULL,
        CLOSED
    }

    Outbox(QueueLimit limit) {
        this.limit = limit;
    }

    synchronized Outcome offer(byte[] frame) {
        if (closed) {
            return Outcome.CLOSED;
        }
        if (frames.size() >= limit.frames() || bytes + frame.length > limit.bytes()) {
            return Outcome.FULL;
        }
        frames.add(frame);
        bytes += frame.length;
        return Outcome.QUEUED;
    }

    /// Frames in the order of their offers; none where the queue is empty.
    synchronized List<byte[]> take() {
        var batch = new ArrayList<byte[]>();
        int size = 0;
        while (size < BATCH_BYTES && !frames.isEmpty()) {
            // The next frame must not push the message over what the peer takes.
            if (!batch.isEmpty() && size + frames.getFirst().length > PeerNetwork.MAX_PAYLOAD) {
                break;
            }
            var frame = frames.removeFirst();
            batch.add(frame);
            size += frame.length;
        }
        bytes -= size;
        return batch;
    }

    /// Takes nothing any more.
    ///
    /// @return how many frames were still waiting
    synchronized int close() {
        closed = true;
        int waiting = frames.size();
        frames.clear();
        bytes = 0;
        return waiting;
    }
}
