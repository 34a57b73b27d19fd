// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.PrePrepare;

/// Never leads: it votes, but sends neither PRE-PREPARE nor NEW-VIEW.
final class Silent implements Adversary {
    @Override
    public List<PbftMessage> instead(int receiver, PbftMessage message) {
        return message instanceof PrePrepare || message instanceof NewView ? List.of() : List.of(message);
    }
}
