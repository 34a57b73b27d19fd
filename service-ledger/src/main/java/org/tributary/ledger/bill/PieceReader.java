// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

/// Puts the parts of a bundle together again from its pieces, as [Pieces] cut them and in no other way.
public final class PieceReader {
    /// A window's proof is the largest part, and a block holds it.
    private static final int MAX_PART = 64 << 20;

    private final Hash network;
    private final BillSource source;
    private Hash digest = Hash.ZERO;
    private long pieces;
    private long read;
    private long pieceStart;
    private boolean ended;

    /// @param network the genesis hash that the bundle's certificates are read for
    public PieceReader(Hash network, BillSource source) {
        this.network = network;
        this.source = source;
    }

    /// Where in the file the last piece begins.
    public long pieceStart() {
        return pieceStart;
    }

    private Bytes read(int size) {
        var bytes = source.read(size);
        read += bytes.size();
        return bytes;
    }

    private record Fragment(int kind, boolean complete, Bytes content) {}

    /// How many pieces were read; the last one is where a part was found wrong.
    public long pieces() {
        return pieces;
    }

    /// The next part. Nothing may be asked for after [BillPart.End].
    public Decoded<BillPart> next() {
        var fragments = new ArrayList<Bytes>();
        long size = 0;
        while (true) {
            switch (piece()) {
                case Decoded.Malformed<Fragment>(var reason) -> {
                    return new Decoded.Malformed<>(reason);
                }
                case Decoded.Value<Fragment>(var fragment) -> {
                    fragments.add(fragment.content());
                    size += fragment.content().size();
                    if (fragment.complete()) {
                        return part(fragment.kind(), Bytes.concatenate(fragments));
                    }
                    if (fragment.content().size() != Pieces.MAX_FRAGMENT || size > MAX_PART) {
                        return new Decoded.Malformed<>("a part is not cut as parts are cut");
                    }
                }
            }
        }
    }

    private Decoded<BillPart> part(int kind, Bytes content) {
        var part = BillPart.decode(network, kind, content);
        if (part instanceof Decoded.Value<BillPart>(BillPart.End _)) {
            ended = true;
            if (!source.read(1).isEmpty()) {
                return new Decoded.Malformed<>("bytes follow the end of the bill");
            }
        }
        return part;
    }

    private Decoded<Fragment> piece() {
        if (ended) {
            return new Decoded.Malformed<>("the bill has ended");
        }
        pieces++;
        pieceStart = read;
        var length = read(Integer.BYTES);
        if (length.size() < Integer.BYTES) {
            return new Decoded.Malformed<>("the file is cut short");
        }
        int size = length.toInt();
        if (size < 1 || size > Pieces.MAX_BODY) {
            return new Decoded.Malformed<>("the file is damaged: no piece has this length");
        }
        var body = read(size);
        var written = read(Hash.ZERO.bytes().size());
        if (body.size() < size || written.size() < Hash.ZERO.bytes().size()) {
            return new Decoded.Malformed<>("the file is cut short");
        }
        digest = Pieces.next(digest, body);
        if (!digest.bytes().equals(written)) {
            return new Decoded.Malformed<>("the file is damaged: the piece's digest does not match");
        }
        return Rlp.decodeList(
                body, list -> new Fragment(list.smallNumber(Byte.MAX_VALUE), list.flag(), list.bytes(size)));
    }
}
