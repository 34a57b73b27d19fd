// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.pbft.Proposal;

/// Carries messages to peers: at most once each, in any order, without a promise that they arrive.
///
/// Called on the replica's thread, and on another one with blocks for who lacks them. It must not block: what a slow
/// peer does not take is dropped. Seats are
/// peers 0 … n − 1; peers without a seat have numbers from n on, given by the transport, so that they can be
/// answered. What arrives goes to [Replica#receive], with the number of the authenticated peer that sent it.
public interface Transport {
    /// To every other seat of the committee, and to whoever else follows.
    void broadcast(Bytes message);

    void send(int peer, Bytes message);

    /// As [#broadcast(Bytes)], of a message that ends with `block`: receivers may hold most of that block already.
    default void broadcast(Bytes message, Proposal block) {
        broadcast(message);
    }

    default void send(int peer, Bytes message, Proposal block) {
        send(peer, message);
    }
}
