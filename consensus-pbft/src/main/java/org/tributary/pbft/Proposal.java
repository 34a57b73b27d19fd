// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// A block as consensus sees it: bytes that it does not read, and what the application found in them.
///
/// @param digest computed by the application from `block`, never taken from a peer
/// @param height the block's own height
/// @param view the view of the block's *first* proposal, as its header says. A re-proposed block keeps it. It
///     is also the view that the next height starts in: chain content, hence the same for everybody who
///     committed the block
public record Proposal(Hash digest, Height height, View view, Bytes block) {
    /// Published limit of one message (protocol §11), less room for signatures and justification.
    public static final int MAX_BLOCK_BYTES = 15 << 20;

    public Proposal {
        if (block.size() > MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException("a block has at most " + MAX_BLOCK_BYTES + " bytes");
        }
    }
}
