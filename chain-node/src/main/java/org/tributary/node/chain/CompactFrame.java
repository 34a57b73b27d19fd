// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.CompactBlock;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// A consensus message whose block is compact. On the wire: RLP `[start, compact block]`.
///
/// @param start the message up to its block, which stands last in it
record CompactFrame(Bytes start, CompactBlock block) {
    private static final int MAX_BYTES = 15 << 20;

    Bytes encoded() {
        return Rlp.list(list -> list.bytes(start).bytes(block.encoded()));
    }

    static Decoded<CompactFrame> decode(Hash network, Bytes bytes) {
        return Rlp.decodeList(bytes, list -> new Parts(list.bytes(MAX_BYTES), list.bytes(MAX_BYTES)))
                .flatMap(parts -> CompactBlock.decode(network, parts.block())
                        .flatMap(block -> new Decoded.Value<>(new CompactFrame(parts.start(), block))));
    }

    private record Parts(Bytes start, Bytes block) {}

    /// The message as it was before it was made compact.
    Bytes whole(Block complete) {
        return Bytes.concatenate(start, complete.encoded());
    }
}
