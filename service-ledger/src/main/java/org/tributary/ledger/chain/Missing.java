// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.List;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// What this node must get before it can check a block.
public sealed interface Missing {
    record Nothing() implements Missing {}

    /// Main has to be committed here up to this height.
    record MainBlock(Height height) implements Missing {}

    /// These receipt batches have to be fetched and verified.
    record Batches(List<Hash> hashes) implements Missing {}
}
