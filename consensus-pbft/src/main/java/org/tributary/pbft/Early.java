// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.List;
import org.tributary.pbft.PbftMessage.Signed;

/// Messages of the next height, or of a view that we have not entered. Of each member the newest of each kind
/// is kept: that bounds it, also in bytes, since three kinds may carry a block.
record Early(SeatMap<List<Signed>> waiting) {
    static Early none() {
        return new Early(SeatMap.empty());
    }

    Early with(Signed message) {
        var queue = new ArrayList<>(waiting.of(message.seat()).orElse(List.of()));
        queue.removeIf(other -> other.getClass().equals(message.getClass()));
        queue.add(message);
        return new Early(waiting.with(message.seat(), List.copyOf(queue)));
    }

    List<Signed> messages() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }
}
