// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.node.client.FetchFailed.Kind;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;

/// One end of a call over an edge: says and hears frames, and counts the milliseconds that it heard. One call at a
/// time on a ticket.
public final class Call implements AutoCloseable {
    /// What an edge takes as a good-bye (RFC 6455 §7.4.1).
    private static final int HUNG_UP = 1_000;

    /// Status of a connection that ended without one.
    private static final int BROKEN = 1_006;

    private static final Duration GOOD_BYE = Duration.ofSeconds(5);

    private final EdgeSession session;
    private final Line line = new Line();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Hearing hearing = new Hearing();
    private final Ear ear;
    private @Nullable WebSocket socket;
    private long said;
    private @Nullable End end;

    private Call(EdgeSession session, Ear ear) {
        this.session = session;
        this.ear = ear;
    }

    /// Who listens; called for one frame after the other.
    public interface Ear {
        void hears(Bytes voice);
    }

    /// How a call ended.
    ///
    /// @param status 1000 where one of both hung up, 1006 where the line broke, else as in
    ///     docs/protocol/edge-http.md
    /// @param reason the edge's code and sentence
    public record End(int status, String reason) {}

    /// Joins the call of this name; whoever joins second is heard by the first.
    ///
    /// @param call on the session's edge, `http://HOST:PORT/calls/NAME`
    public static Call join(EdgeSession session, URI call, Ear ear) throws FetchFailed {
        session.require(UsageKind.CALL_MILLISECONDS);
        var joined = new Call(session, ear);
        joined.socket = session.edge().dial(call, session.ticket(), joined.line);
        return joined;
    }

    /// Says twenty milliseconds; false where the call is over. Nobody hears it who has not joined.
    public synchronized boolean say(Bytes voice) {
        if (end != null || socket == null) {
            return false;
        }
        // The one before has to be on its way: what a line does not take is not said.
        var sent = socket.sendBinary(new Frame(said, voice).encode(), true);
        said++;
        return !sent.isCompletedExceptionally();
    }

    /// How it ended; nothing while it goes on.
    public synchronized Optional<End> end() {
        return Optional.ofNullable(end);
    }

    /// Heard, and counted on the ticket.
    public synchronized long heardMillis() {
        return hearing.millis();
    }

    /// Waits until the call is over.
    ///
    /// @return whether it is
    public boolean await(Duration patience) throws InterruptedException {
        return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Breaks the line, as a dead battery does.
    public void drop() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
        line.ended(new End(BROKEN, "dropped here"));
    }

    /// Hangs up.
    @Override
    public void close() {
        var open = socket;
        if (open == null || end().isPresent()) {
            return;
        }
        try {
            open.sendClose(HUNG_UP, "").get(GOOD_BYE.toSeconds(), TimeUnit.SECONDS);
            if (!await(GOOD_BYE)) {
                open.abort();
            }
        } catch (ExecutionException | TimeoutException broken) {
            open.abort();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            open.abort();
        }
        line.ended(new End(HUNG_UP, ""));
    }

    /// What comes over the line.
    private final class Line implements WebSocket.Listener {
        private final Pieces pieces = new Pieces();

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            try {
                if (!pieces.add(data)) {
                    throw new FetchFailed(Kind.MISBEHAVED, "", "the edge sends what is no frame");
                }
                if (last) {
                    heard(pieces.take());
                }
            } catch (FetchFailed failed) {
                from.abort();
                ended(new End(BROKEN, String.valueOf(failed.getMessage())));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void heard(ByteBuffer message) throws FetchFailed {
            switch (Frame.decode(message)) {
                case Decoded.Malformed<Frame>(var why) -> throw new FetchFailed(Kind.MISBEHAVED, "", why);
                case Decoded.Value<Frame>(var frame) -> {
                    if (taken(frame)) {
                        ear.hears(frame.voice());
                    }
                }
            }
        }

        private boolean taken(Frame frame) throws FetchFailed {
            synchronized (Call.this) {
                long now = System.nanoTime();
                boolean heard = hearing.take(frame, now);
                session.count(hearing.more(now));
                return heard;
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended(new End(status, reason));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            ended(new End(BROKEN, String.valueOf(broken.getMessage())));
        }

        private void ended(End how) {
            synchronized (Call.this) {
                if (end != null) {
                    return;
                }
                end = how;
                try {
                    session.count(hearing.more(System.nanoTime()));
                } catch (FetchFailed lateWord) {
                    // Who settles the session hears of it.
                }
            }
            over.countDown();
        }
    }

    /// A message may come in several pieces.
    private static final class Pieces {
        private final ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + Frame.MOST_VOICE);

        boolean add(ByteBuffer piece) {
            if (piece.remaining() > message.remaining()) {
                return false;
            }
            message.put(piece);
            return true;
        }

        ByteBuffer take() {
            var whole =
                    ByteBuffer.allocate(message.position()).put(message.flip()).flip();
            message.clear();
            return whole;
        }
    }
}
