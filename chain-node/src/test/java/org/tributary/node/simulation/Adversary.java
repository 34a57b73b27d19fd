// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// A member that runs the node and lies about it: what it says in place of what the node says.
interface Adversary {
    /// In place of a consensus message to `receiver`, a seat.
    default List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return List.of(message);
    }

    /// In place of a frame about anything else.
    default List<Frame> instead(Frame frame) {
        return List.of(frame);
    }

    /// Whether it lets its node hear a frame.
    default boolean hears(Frame frame) {
        return true;
    }

    /// In place of an answer to a peer's question.
    default Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return honest;
    }
}
