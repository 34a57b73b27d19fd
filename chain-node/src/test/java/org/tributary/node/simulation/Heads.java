// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Objects;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// How far a node is.
final class Heads {
    private Heads() {}

    static Height of(SimulatedNode node, ChainName chain) {
        var core = node.core().orElseThrow();
        return chain.equals(ChainName.MAIN)
                ? core.main().height()
                : Objects.requireNonNull(core.services().get(chain)).ledger().height();
    }
}
