// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Says again, among the rest, what it said long ago.
final class Replayer implements Adversary {
    private static final int KEPT = 200;

    private final Random random;
    private final Faults faults;
    private final List<PbftMessage> said = new ArrayList<>();
    private final List<ChainName> about = new ArrayList<>();

    Replayer(Random random, Faults faults) {
        this.random = random;
        this.faults = faults;
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (said.size() < KEPT) {
            said.add(message);
            about.add(chain);
        }
        int old = random.nextInt(said.size());
        if (!about.get(old).equals(chain)) {
            return List.of(message);
        }
        faults.took(FaultKind.REPLAYED_VOTE);
        return List.of(said.get(old), message);
    }
}
