// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tributary.pbft.PbftMessage;

/// Sends with each message an old one of its own.
final class Replayer implements Adversary {
    private static final int MEMORY = 200;
    private final Random random;
    private final List<PbftMessage> sent = new ArrayList<>();

    Replayer(Random random) {
        this.random = random;
    }

    @Override
    public List<PbftMessage> instead(int receiver, PbftMessage message) {
        if (sent.size() < MEMORY) {
            sent.add(message);
        }
        return List.of(message, sent.get(random.nextInt(sent.size())));
    }
}
