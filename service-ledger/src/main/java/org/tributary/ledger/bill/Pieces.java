// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;

/// Cuts parts into pieces: length (4 bytes), body, digest over the digest before and the body. A part that does not
/// fit goes on in the next piece.
public final class Pieces {
    /// The longest body: what one message of a stream takes.
    static final int MAX_BODY = (1 << 20) - 64;

    /// What of a part one piece carries: the body less its own list.
    static final int MAX_FRAGMENT = MAX_BODY - 16;

    private final Consumer<Bytes> out;
    private Hash digest = Hash.ZERO;

    public Pieces(Consumer<Bytes> out) {
        this.out = out;
    }

    public void write(BillPart part) {
        write(part.kind(), part.encoded());
    }

    void write(int kind, Bytes content) {
        for (int at = 0; at < content.size(); at += MAX_FRAGMENT) {
            int size = Math.min(MAX_FRAGMENT, content.size() - at);
            boolean complete = at + size == content.size();
            var fragment = content.slice(at, size);
            emit(Rlp.list(list -> list.number(kind).flag(complete).bytes(fragment)));
        }
    }

    private void emit(Bytes body) {
        digest = next(digest, body);
        out.accept(Bytes.concatenate(Bytes.ofUnsignedInt(body.size()), body, digest.bytes()));
    }

    static Hash next(Hash before, Bytes body) {
        return Keccak.hash(before.bytes(), body);
    }
}
