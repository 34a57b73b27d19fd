// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Query;
import org.tributary.primitives.ChainName;

/// A member that runs the node and lies about it: what it sends in place of what the node says.
interface Adversary {
    /// In place of `frame`, to the same receiver.
    List<Frame> instead(Frame frame);

    /// In place of an answer to a peer's question.
    default Optional<Bytes> answer(Query query, ChainName chain, Optional<Bytes> honest) {
        return honest;
    }
}
