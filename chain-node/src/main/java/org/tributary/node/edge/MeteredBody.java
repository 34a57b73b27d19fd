// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.content.ByteRanges.Part;
import org.tributary.node.edge.content.StoredObject;

/// Writes a body as fast as the client takes it and signs for it; every byte is on the tab before it is
/// written.
final class MeteredBody {
    private static final int PIECE = 64 << 10;

    private final Tab tab;
    private final BucketClock clock;
    private final EdgeCounters counters;
    private final OutputStream out;

    MeteredBody(Tab tab, BucketClock clock, EdgeCounters counters, OutputStream out) {
        this.tab = tab;
        this.clock = clock;
        this.counters = counters;
        this.out = out;
    }

    /// Ends a download in its middle: the client sees its connection break, and asks the tickets door why.
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;

        Ended(Refusal refusal) {
            super(refusal.code() + ": " + refusal.message());
        }
    }

    /// @throws Ended where the client may have no more
    void send(Layout layout, StoredObject object) throws IOException, InterruptedException {
        for (var piece : layout.pieces()) {
            switch (piece) {
                case Layout.Piece.Text(var bytes) -> write(bytes.toArrayUnsafe());
                case Layout.Piece.Content(var part) -> copy(object, part);
            }
        }
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        int at = 0;
        while (at < bytes.length) {
            int count = (int) take(bytes.length - at);
            write(bytes, at, count);
            at += count;
        }
    }

    private void copy(StoredObject object, Part part) throws IOException, InterruptedException {
        var buffer = ByteBuffer.allocate(PIECE);
        long at = part.first();
        while (at <= part.last()) {
            long granted = take(Math.min(PIECE, part.last() - at + 1));
            buffer.clear().limit((int) granted);
            int read = object.content().read(buffer, at);
            if (read < granted) {
                tab.giveBack(granted - Math.max(0, read));
            }
            if (read <= 0) {
                throw new EOFException("the object is shorter than it was");
            }
            write(buffer.array(), 0, read);
            at += read;
        }
    }

    private long take(long wanted) throws IOException, InterruptedException {
        return switch (tab.take(wanted, clock::now)) {
            case Tab.Grant.Units(var count) -> count;
            case Tab.Grant.Refused(var refusal) -> throw new Ended(refusal);
        };
    }

    private void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        counters.served(count);
    }
}
