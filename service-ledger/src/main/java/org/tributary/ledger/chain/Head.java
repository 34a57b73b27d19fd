// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import org.tributary.ledger.block.Header;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// The newest committed block of a chain.
///
/// @param hash of the header; at height 0 the genesis hash
public record Head(Header header, Hash hash) {
    public Height height() {
        return header.height();
    }
}
