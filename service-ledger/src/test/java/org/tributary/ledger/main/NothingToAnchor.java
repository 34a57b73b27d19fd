// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.Optional;
import org.tributary.ledger.block.Anchor;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// Service chains that never finish a block.
final class NothingToAnchor implements AnchorSource {
    @Override
    public Optional<Anchor> finished(ChainName chain, Height after, Height mainHeight) {
        return Optional.empty();
    }

    @Override
    public boolean waiting(ChainName chain, Height after) {
        return false;
    }
}
