// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tributary.node.peer.v1.Answer;
import org.tributary.primitives.crypto.PublicKey;

/// The answers that peers have asked for and not read yet. A peer that never reads holds no more of our memory than this.
final class UnreadAnswers {
    /// Four messages of the largest size; a peer that reads may have all of its questions answered at once if the answers
    /// are of four megabytes each.
    static final int MAX_BYTES = 4 * PeerNetwork.MAX_MESSAGE;

    private final Map<PublicKey, Semaphore> rooms = new ConcurrentHashMap<>();

    /// Keeps room for an answer until its call is over. While the call is being served: gRPC takes handlers only then.
    ///
    /// @return false where there is none
    boolean admit(PublicKey peer, int bytes, ServerCallStreamObserver<Answer> call) {
        var room = rooms.computeIfAbsent(peer, _ -> new Semaphore(MAX_BYTES));
        if (!room.tryAcquire(bytes)) {
            return false;
        }
        var once = new AtomicBoolean();
        Runnable leave = () -> {
            if (once.compareAndSet(false, true)) {
                room.release(bytes);
            }
        };
        call.setOnCloseHandler(leave);
        call.setOnCancelHandler(leave);
        return true;
    }
}
