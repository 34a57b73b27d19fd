// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PublicKey;

/// What the node does with what its peers send. `from` is proven by the TLS session; all else is the peer's word.
public interface PeerHandler {
    /// Takes a frame. Frames of one peer and one priority come in order and one at a time; different peers, and
    /// the two priorities, run in parallel. To wait in here is to hold that priority of every peer back: hand
    /// over and return.
    void received(PublicKey from, Topic topic, ChainName chain, Bytes payload);

    /// Answers a question, or has no answer. May read from disk: questions have threads of their own.
    Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body);

    /// Whether this node takes part in the chain: frames of any other are dropped before they reach the handler.
    default boolean hosts(ChainName chain) {
        return true;
    }
}
