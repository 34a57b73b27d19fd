// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// How far a window moved one ticket's watermark.
public record WatermarkDelta(Hash ticket, long oldTotal, long newTotal) {
    /// The ticket's leaf in a window's delta root.
    public Hash hash() {
        return Keccak.hash(
                NodeTag.DELTA.bytes(), ticket.bytes(), Bytes.ofUnsignedLong(oldTotal), Bytes.ofUnsignedLong(newTotal));
    }
}
