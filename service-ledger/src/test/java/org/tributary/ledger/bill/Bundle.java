// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;

/// A bundle in memory, taken apart and put together again with right digests: a forger's tool.
record Bundle(Bytes bytes) {
    static Bundle collect(Consumer<Consumer<Bytes>> export) {
        var pieces = new ArrayList<Bytes>();
        export.accept(pieces::add);
        return new Bundle(Bytes.concatenate(pieces).copy());
    }

    static Bundle of(List<BillPart> parts) {
        return collect(out -> {
            var pieces = new Pieces(out);
            parts.forEach(pieces::write);
        });
    }

    BillSource source() {
        int[] at = {0};
        return size -> {
            int taken = Math.min(size, bytes.size() - at[0]);
            var slice = bytes.slice(at[0], taken);
            at[0] += taken;
            return slice;
        };
    }

    /// `parts` with one bit of one of them changed.
    Bundle flipped(List<BillPart> parts, int part, int bit) {
        return collect(out -> {
            var pieces = new Pieces(out);
            for (int i = 0; i < parts.size(); i++) {
                var content = parts.get(i).encoded().toArray();
                if (i == part) {
                    content[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                }
                pieces.write(parts.get(i).kind(), Bytes.wrap(content));
            }
        });
    }

    List<BillPart> parts(Hash network) {
        var reader = new PieceReader(network, source());
        var parts = new ArrayList<BillPart>();
        do {
            parts.add(((Decoded.Value<BillPart>) reader.next()).value());
        } while (!(parts.getLast() instanceof BillPart.End));
        return parts;
    }
}
