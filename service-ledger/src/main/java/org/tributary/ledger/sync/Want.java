// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.sync;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.message.Outbox;
import org.tributary.ledger.trie.Place;
import org.tributary.ledger.trie.Wanted;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Something that a snapshot lacks and of which the hash is known. Kept on disk until it is there.
sealed interface Want {
    /// Bytes that sort by what is to come first: a trie depth first, so that few pieces are open at once.
    Bytes key();

    Question question(Height snapshot);

    record Piece(Wanted wanted) implements Want {
        @Override
        public Bytes key() {
            return Bytes.concatenate(
                    Bytes.of(1), wanted.place().owner(), wanted.place().path());
        }

        @Override
        public Question question(Height snapshot) {
            return new Question.Piece(snapshot, wanted.place());
        }
    }

    /// The message with this number and those after it.
    record Waiting(long first) implements Want {
        @Override
        public Bytes key() {
            return Bytes.concatenate(Bytes.of(2), Bytes.ofUnsignedLong(first));
        }

        @Override
        public Question question(Height snapshot) {
            return new Question.Waiting(snapshot, first);
        }
    }

    /// The header at `height` and those below it: down to `until`, and further as long as messages are owed.
    record Headers(Height height, Hash hash, Height until, List<Owed> owed) implements Want {
        public Headers {
            owed = List.copyOf(owed);
        }

        @Override
        public Bytes key() {
            return Bytes.concatenate(Bytes.of(3), Bytes.ofUnsignedLong(height.number()));
        }

        @Override
        public Question question(Height snapshot) {
            return new Question.Headers(height);
        }
    }

    /// Messages to `destination` with a sequence from `from` to below `to`, which it has not consumed yet.
    record Owed(ChainName destination, long from, long to) {}

    record Messages(Height height, Outbox outbox) implements Want {
        @Override
        public Bytes key() {
            return Bytes.concatenate(
                    Bytes.of(4), Bytes.ofUnsignedLong(height.number()), Bytes.ofUnsignedLong(outbox.first()));
        }

        @Override
        public Question question(Height snapshot) {
            return new Question.Messages(height, outbox.destination());
        }
    }

    default Bytes encoded() {
        return Rlp.list(this::write);
    }

    private void write(RlpListWriter list) {
        switch (this) {
            case Piece(var wanted) -> list.number(1).list(wanted.place()::write).hash(wanted.hash());
            case Waiting(var first) -> list.number(2).number(first);
            case Headers(var height, var hash, var until, var owed) ->
                list.number(3)
                        .height(height)
                        .hash(hash)
                        .height(until)
                        .list(
                                owed,
                                (out, one) -> out.list(item -> item.chain(one.destination())
                                        .number(one.from())
                                        .number(one.to())));
            case Messages(var height, var outbox) ->
                list.number(4).height(height).list(outbox::write);
        }
    }

    static Want decode(Bytes bytes) {
        return Rlp.decodeList(bytes, Want::read).orBroken("what a snapshot lacks");
    }

    private static Want read(RlpListReader list) {
        return switch (list.smallNumber(4)) {
            case 1 -> new Piece(new Wanted(list.list(Place::read), list.hash()));
            case 2 -> new Waiting(list.number());
            case 3 ->
                new Headers(
                        list.height(),
                        list.hash(),
                        list.height(),
                        list.list(256, in -> in.list(one -> new Owed(one.chain(), one.number(), one.number()))));
            case 4 -> new Messages(list.height(), list.list(Outbox::read));
            default -> throw new IllegalArgumentException("nothing of this kind is wanted");
        };
    }
}
