// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.node.peer.Topic;

/// Does not hear of transactions and batches, so that no block of its own ever has one.
record Censor(Faults faults) implements Adversary {
    @Override
    public boolean hears(Frame frame) {
        boolean censored =
                frame.topic() == Topic.TRANSACTION || frame.topic() == Topic.BATCH || frame.topic() == Topic.OPENING;
        if (censored) {
            faults.took(FaultKind.CENSORED);
        }
        return !censored;
    }

    @Override
    public List<Frame> instead(Frame frame) {
        return frame.topic() == Topic.ACK ? List.of() : List.of(frame);
    }
}
