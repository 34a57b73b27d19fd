// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.main;

import java.util.Optional;
import org.tributary.ledger.block.Anchor;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// Where main's primary finds what other chains have finished.
public interface AnchorSource {
    /// The finished blocks of `chain` after height `after` that build on main below `mainHeight`, at most
    /// [Anchor#MAX_HEADERS]; nothing where there is none.
    Optional<Anchor> finished(ChainName chain, Height after, Height mainHeight);

    /// Whether a block of `chain` after height `after` has something in it that users wait for.
    boolean waiting(ChainName chain, Height after);
}
