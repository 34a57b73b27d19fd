// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import java.util.List;
import java.util.function.IntSupplier;
import org.tributary.primitives.Verdict;

/// Whether the node can serve: enough peers, and no chain too far behind.
public record Readiness(IntSupplier peers, List<ChainReadings> chains) {
    public Readiness {
        chains = List.copyOf(chains);
    }

    Verdict judge(long minPeers, long maxBlocksBehind) {
        int connected = peers.getAsInt();
        if (connected < minPeers) {
            return Verdict.reject(connected + " peers are connected, " + minPeers + " are wanted");
        }
        for (var chain : chains) {
            long behind = chain.blocksBehind().getAsLong();
            if (behind > maxBlocksBehind) {
                return Verdict.reject(
                        chain.chain() + " is " + behind + " blocks behind, " + maxBlocksBehind + " are allowed");
            }
        }
        return Verdict.accept();
    }
}
