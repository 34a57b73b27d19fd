// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.ChainName;

/// What one node sends to another, by their numbers.
record Frame(int from, int to, Topic topic, ChainName chain, Bytes payload) {
    Frame with(Bytes other) {
        return new Frame(from, to, topic, chain, other);
    }

    Frame to(int receiver) {
        return new Frame(from, receiver, topic, chain, payload);
    }
}
