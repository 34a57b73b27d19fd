// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;

/// A member that runs the protocol and lies about it: what it sends to `receiver` in place of `message`.
@FunctionalInterface
interface Adversary {
    List<PbftMessage> instead(int receiver, PbftMessage message);
}
