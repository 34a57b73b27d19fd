// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;

/// Real usage of one kind: what clients do at the providers' edges, and one of them that cheats.
interface LiveUsage {
    /// What one session may count, so what it may cost the DApp.
    long maxUnits();

    /// How many sessions there will be.
    long sessions();

    /// Returns once all clients have handed over their last receipts.
    TrafficCount run(LiveEdges edges) throws IOException;
}
