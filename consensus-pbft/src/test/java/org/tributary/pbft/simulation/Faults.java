// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.Random;

/// How bad the network is, until it heals.
///
/// @param lossPercent of messages that never arrive
/// @param duplicatePercent of messages that arrive twice
/// @param maxDelayMillis messages overtake each other within it
/// @param crashes how many crashes are spread over the time before the network heals
record Faults(int lossPercent, int duplicatePercent, int maxDelayMillis, int crashes) {
    static final Faults NONE = new Faults(0, 0, 10, 0);

    static Faults drawn(Random random) {
        return new Faults(random.nextInt(31), random.nextInt(21), 10 + random.nextInt(300), random.nextInt(7));
    }
}
