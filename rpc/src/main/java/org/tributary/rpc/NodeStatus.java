// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc;

import java.util.List;
import java.util.Optional;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// What a node says of itself, besides what the network's view knows.
///
/// @param version of the program, such as `0.1.0`
/// @param chains that this node runs, `main` first
/// @param receiptsVerifiedPerSecond of checking, since the node started
public record NodeStatus(String version, List<ChainStatus> chains, long receiptsVerifiedPerSecond) {
    public NodeStatus {
        chains = List.copyOf(chains);
    }

    /// @param bucket of the newest block's time; service chains only
    public record ChainStatus(ChainName chain, Height height, View view, Optional<Bucket> bucket) {}
}
