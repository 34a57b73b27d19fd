// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.trie.Place;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;

/// What one node asks another about one chain. Canonical RLP: `[kind, fields …]`.
public sealed interface Question {
    /// Of which heights it has snapshots.
    record Offers() implements Question {}

    /// The subtrie at a place of the snapshot at `height`.
    record Piece(Height height, Place place) implements Question {}

    /// Main's anchored messages that wait in the snapshot at `height`, from number `first` on.
    record Waiting(Height height, long first) implements Question {}

    /// Headers from `height` downwards.
    record Headers(Height height) implements Question {}

    /// What the block at `height` sent to `destination`.
    record Messages(Height height, ChainName destination) implements Question {}

    default Bytes encoded() {
        return Rlp.list(list -> {
            switch (this) {
                case Offers _ -> list.number(1);
                case Piece(var height, var place) ->
                    list.number(2).height(height).list(place::write);
                case Waiting(var height, var first) ->
                    list.number(3).height(height).number(first);
                case Headers(var height) -> list.number(4).height(height);
                case Messages(var height, var destination) ->
                    list.number(5).height(height).chain(destination);
            }
        });
    }

    static Decoded<Question> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, Question::read);
    }

    private static Question read(RlpListReader list) {
        return switch (list.smallNumber(5)) {
            case 1 -> new Offers();
            case 2 -> new Piece(list.height(), list.list(Place::read));
            case 3 -> new Waiting(list.height(), list.number());
            case 4 -> new Headers(list.height());
            case 5 -> new Messages(list.height(), list.chain());
            default -> throw new IllegalArgumentException("no question has this kind");
        };
    }
}
