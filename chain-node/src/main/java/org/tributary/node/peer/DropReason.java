// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// Why a frame came to nothing.
public enum DropReason {
    /// Sending: there is no connection to the peer at the moment, or it broke with the frame still queued.
    NOT_CONNECTED,
    /// Sending: no address is known for the peer.
    UNKNOWN_PEER,
    /// Sending: the peer takes frames more slowly than we make them.
    QUEUE_FULL,
    /// Sending: the payload exceeds [PeerNetwork#MAX_PAYLOAD]. (Whoever sends it all the same loses the stream.)
    OVERSIZE,
    /// Receiving: the lengths within a batch do not add up, or it has too many frames; the rest of the batch is lost.
    MALFORMED,
    /// Receiving: a topic of no known code, or one that belongs on the other stream.
    UNKNOWN_TOPIC,
    /// Receiving: a chain that this node does not host, or no chain's name at all.
    UNKNOWN_CHAIN,
    /// Receiving: the handler threw.
    HANDLER_FAILED
}
