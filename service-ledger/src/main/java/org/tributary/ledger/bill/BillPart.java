// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;

/// One step of a bill. A bill is [Begin]; then per window the pools and tickets that it is the first to bill,
/// [Release]s, [Window], its [Receipts] row by row, its [Settlement]s; then [End].
public sealed interface BillPart {
    int VERSION = 1;

    /// How many receipts one part holds at most: about half a piece.
    int MAX_RECEIPTS = 2_048;

    /// How many openings one part holds at most: about half a piece.
    int MAX_OPENINGS = 1_024;

    /// Which bill this is.
    ///
    /// @param windows how many windows follow
    /// @param first number of the first of them; 0 where there are none
    /// @param last number of the last of them; 0 where there are none
    record Begin(int version, Hash network, ChainName chain, long windows, long first, long last) implements BillPart {
        public Begin {
            if (last < first || (windows == 0 && last != 0)) {
                throw new IllegalArgumentException("a bill's last window is not before its first");
            }
        }
    }

    /// Whose capabilities bind a pool.
    record Pool(ProvenPool proven) implements BillPart {}

    /// Tickets that no part before had.
    record Tickets(List<Opening> openings) implements BillPart {
        public Tickets {
            openings = List.copyOf(openings);
        }
    }

    record Window(ProvenWindow window) implements BillPart {}

    /// The next receipts of the window's current row, in the order of its leaves. The leaves themselves are not
    /// carried: they follow from the receipts and from how far each ticket was billed before.
    record Receipts(List<SignedReceipt> receipts) implements BillPart {
        public Receipts {
            receipts = List.copyOf(receipts);
            if (receipts.isEmpty()) {
                throw new IllegalArgumentException("a part has at least one receipt");
            }
        }
    }

    /// What main made of the window's next settlement message.
    record Settlement(ProvenOutcome outcome) implements BillPart {}

    /// What main made of a message that bills nothing: recalled cover came back. It keeps the messages' numbers without
    /// a
    /// gap.
    record Release(ProvenOutcome outcome) implements BillPart {}

    record End() implements BillPart {}

    /// The part's number in canonical bytes.
    default int kind() {
        return switch (this) {
            case Begin _ -> 1;
            case Pool _ -> 2;
            case Tickets _ -> 3;
            case Window _ -> 4;
            case Receipts _ -> 5;
            case Settlement _ -> 6;
            case End _ -> 7;
            case Release _ -> 8;
        };
    }

    default Bytes encoded() {
        return Rlp.list(list -> {
            switch (this) {
                case Begin(var version, var network, var chain, var windows, var first, var last) ->
                    list.number(version)
                            .hash(network)
                            .chain(chain)
                            .number(windows)
                            .number(first)
                            .number(last);
                case Pool(var proven) -> proven.write(list);
                case Tickets(var openings) -> list.list(openings, (items, opening) -> items.list(opening::write));
                case Window(var window) -> window.write(list);
                case Receipts(var receipts) -> list.list(receipts, (items, receipt) -> items.list(receipt::write));
                case Settlement(var outcome) -> outcome.write(list);
                case Release(var outcome) -> outcome.write(list);
                case End _ -> {}
            }
        });
    }

    /// Reads a part of `kind` of a bill of `network`.
    static Decoded<BillPart> decode(Hash network, int kind, Bytes content) {
        return Rlp.decodeList(content, list -> read(network, kind, list));
    }

    private static BillPart read(Hash network, int kind, RlpListReader list) {
        return switch (kind) {
            case 1 ->
                new Begin(
                        list.smallNumber(Short.MAX_VALUE),
                        list.hash(),
                        list.chain(),
                        list.number(),
                        list.number(),
                        list.number());
            case 2 -> new Pool(ProvenPool.read(network, list));
            case 3 -> new Tickets(list.list(MAX_OPENINGS, items -> items.list(Opening::read)));
            case 4 -> new Window(ProvenWindow.read(network, list));
            case 5 -> new Receipts(list.list(MAX_RECEIPTS, items -> items.list(SignedReceipt::read)));
            case 6 -> new Settlement(ProvenOutcome.read(network, list));
            case 7 -> new End();
            case 8 -> new Release(ProvenOutcome.read(network, list));
            default -> throw new IllegalArgumentException("no part of a bill has the kind " + kind);
        };
    }
}
