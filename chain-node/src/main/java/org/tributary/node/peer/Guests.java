// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tributary.primitives.crypto.PublicKey;

/// The streams of the peers that dialled us: of each peer one in each priority, the newest. A peer that dials
/// again has lost the older one, even where we have not noticed yet; and a peer that opens many has no more
/// of us than of one.
final class Guests {
    private final Map<PublicKey, IncomingStream> urgent = new ConcurrentSkipListMap<>();
    private final Map<PublicKey, IncomingStream> bulk = new ConcurrentSkipListMap<>();

    private Map<PublicKey, IncomingStream> streams(Priority priority) {
        return switch (priority) {
            case URGENT -> urgent;
            case BULK -> bulk;
        };
    }

    void enter(PublicKey peer, Priority priority, IncomingStream stream) {
        var older = streams(priority).put(peer, stream);
        if (older != null) {
            older.end(Status.ABORTED.withDescription("a newer stream of this peer has taken its place"));
        }
    }

    void leave(PublicKey peer, Priority priority, IncomingStream stream) {
        streams(priority).remove(peer, stream);
    }

    /// Hangs up on the peer.
    void dismiss(PublicKey peer) {
        for (var priority : Priority.values()) {
            var stream = streams(priority).remove(peer);
            if (stream != null) {
                stream.end(Status.PERMISSION_DENIED.withDescription("no longer a peer of this node"));
            }
        }
    }

    /// Queues the frame.
    ///
    /// @return whether there is a stream of the peer to queue it for
    boolean offer(PublicKey peer, Topic topic, byte[] frame) {
        var stream = streams(topic.priority()).get(peer);
        if (stream == null) {
            return false;
        }
        if (topic.namesBulk()) {
            Optional.ofNullable(bulk.get(peer)).ifPresent(IncomingStream::flush);
        }
        stream.offer(frame);
        return true;
    }

    /// The peers that frames of every priority would reach, in the order of their keys.
    List<PublicKey> peers() {
        var peers = new ArrayList<>(urgent.keySet());
        peers.retainAll(bulk.keySet());
        return peers;
    }
}
