// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// The counters behind [PeerTraffic], added to from every thread of the network.
final class PeerCounters {
    final LongAdder framesSent = new LongAdder();
    final LongAdder messagesSent = new LongAdder();
    final LongAdder framesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder connections = new LongAdder();
    final LongAdder reconnects = new LongAdder();
    final LongAdder refusals = new LongAdder();
    final LongAdder heldBack = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

    PeerCounters() {
        for (var reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    void drop(DropReason reason) {
        drop(reason, 1);
    }

    void drop(DropReason reason, long frames) {
        Objects.requireNonNull(dropped.get(reason)).add(frames);
    }

    PeerTraffic snapshot() {
        var drops = new EnumMap<DropReason, Long>(DropReason.class);
        dropped.forEach((reason, count) -> drops.put(reason, count.sum()));
        return new PeerTraffic(
                framesSent.sum(),
                messagesSent.sum(),
                framesReceived.sum(),
                bytesSent.sum(),
                bytesReceived.sum(),
                connections.sum(),
                reconnects.sum(),
                refusals.sum(),
                heldBack.sum(),
                Collections.unmodifiableMap(drops));
    }
}
