// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// One record of the edge's journal: RLP, a number for the kind first.
sealed interface BookRecord {
    int MAX_CODE = 64;

    /// A ticket is open on the chain.
    record Opened(Opening opening) implements BookRecord {}

    /// A client's receipt; numbers count up.
    record Taken(long number, SignedReceipt receipt) implements BookRecord {}

    /// These receipts, in this order, are the batch with this sequence. Receipts of an earlier batch
    /// leave it.
    record Batched(long sequence, List<Long> numbers) implements BookRecord {}

    /// The batch has a certificate.
    record Certified(long sequence) implements BookRecord {}

    /// What became of one receipt at last.
    record Decided(long number, Fate fate) implements BookRecord {}

    /// The ticket's time is over and all its receipts are decided.
    record Dropped(Hash ticket) implements BookRecord {}

    /// Where a journal that was begun anew goes on.
    ///
    /// @param decided how many receipts are not in the journal any more
    record Summary(long nextNumber, long nextSequence, DecidedCounts decided) implements BookRecord {}

    /// A ticket's highest receipt, in a journal that was begun anew.
    record LastWord(SignedReceipt receipt) implements BookRecord {}

    default Bytes encode() {
        return Rlp.list(this::write);
    }

    private void write(RlpListWriter list) {
        switch (this) {
            case Opened(var opening) -> list.number(1).list(opening::write);
            case Taken(var number, var receipt) -> list.number(2).number(number).list(receipt::write);
            case Batched(var sequence, var numbers) ->
                list.number(3).number(sequence).list(numbers, (items, number) -> items.number(number));
            case Certified(var sequence) -> list.number(4).number(sequence);
            case Decided(var number, Fate.Counted(var window)) ->
                list.number(5).number(number).number(window);
            case Decided(var number, Fate.Rejected(var code)) ->
                list.number(6).number(number).text(code);
            case Decided(var number, Fate.Superseded()) -> list.number(7).number(number);
            case Decided(var number, Fate.Unfollowed()) -> list.number(11).number(number);
            case Decided(var number, var fate) ->
                throw new IllegalArgumentException(number + " is not decided: " + fate);
            case Dropped(var ticket) -> list.number(8).hash(ticket);
            case Summary(var number, var sequence, var decided) ->
                list.number(9).number(number).number(sequence).list(decided::write);
            case LastWord(var receipt) -> list.number(10).list(receipt::write);
        }
    }

    static Decoded<BookRecord> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, BookRecord::read);
    }

    private static BookRecord read(RlpListReader list) {
        int kind = list.smallNumber(Byte.MAX_VALUE);
        return switch (kind) {
            case 1 -> new Opened(list.list(Opening::read));
            case 2 -> new Taken(list.number(), list.list(SignedReceipt::read));
            case 3 -> new Batched(list.number(), list.list(MeteringRules.MOST_RECEIPTS, RlpListReader::number));
            case 4 -> new Certified(list.number());
            case 5 -> new Decided(list.number(), new Fate.Counted(list.number()));
            case 6 -> new Decided(list.number(), new Fate.Rejected(list.text(MAX_CODE)));
            case 7 -> new Decided(list.number(), new Fate.Superseded());
            case 8 -> new Dropped(list.hash());
            case 9 -> new Summary(list.number(), list.number(), list.list(DecidedCounts::read));
            case 10 -> new LastWord(list.list(SignedReceipt::read));
            case 11 -> new Decided(list.number(), new Fate.Unfollowed());
            default -> throw new IllegalArgumentException("no record of an edge has the number " + kind);
        };
    }
}
