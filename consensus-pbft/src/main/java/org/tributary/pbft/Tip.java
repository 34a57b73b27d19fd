// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// The last committed block.
///
/// @param view of that block's first proposal; the next height starts in it. 0 where an epoch begins
/// @param certificate empty where this is the block that the epoch started from: it needs no proof from this
///     committee
public record Tip(Height height, View view, Optional<QuorumCertificate> certificate) {
    public static final Tip GENESIS = new Tip(Height.ZERO, View.ZERO, Optional.empty());
}
