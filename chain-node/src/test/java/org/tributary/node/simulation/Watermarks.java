// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Rlp;

/// Which cells say how much of a ticket has been billed. Mirrors the tags of metering's tables.
final class Watermarks {
    private static final int USAGE = 3;

    /// A watermark of 0, and no units.
    static final Bytes NOTHING_BILLED =
            Rlp.list(list -> list.number(0).number(0).list(units -> {}));

    private Watermarks() {}

    static boolean isWatermark(Bytes cell) {
        return !cell.isEmpty() && cell.get(0) == USAGE;
    }
}
