// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// A node's peers, as its chains see them. [PeerNetwork] in a node, simulated in a simulation.
///
/// Sending never blocks and never throws for what a peer does: what a peer does not take is dropped.
public interface Peers {
    /// Sends to every peer that is connected.
    void broadcast(Topic topic, ChainName chain, Bytes payload);

    void send(PublicKey peer, Topic topic, ChainName chain, Bytes payload);

    /// Asks one peer. The future fails with a [PeerFailure] and nothing else, when the peer is slow too.
    CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body);

    /// The peers that a frame would reach now, in the order of their keys.
    List<PublicKey> connected();
}
