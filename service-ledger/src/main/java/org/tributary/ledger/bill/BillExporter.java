// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.message.Message;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;

/// Gathers a service chain's bill from what a node holds: all windows from the first on whose settlement is final.
/// Holds one window at a time.
public final class BillExporter {
    private final Hash network;
    private final Ledger service;
    private final MeteringView metering;
    private final Consumption settled;
    private final TreeSet<Hash> pools = new TreeSet<>();
    private final TreeSet<Hash> tickets = new TreeSet<>();
    private long nextMessage;

    /// For one export.
    ///
    /// @param network the genesis hash
    public BillExporter(Hash network, Ledger main, Ledger service, MeteringView metering) {
        this.network = network;
        this.service = service;
        this.metering = metering;
        this.settled = new Consumption(main);
    }

    /// This node does not hold something that the bill needs.
    private static final class Lacking extends Exception {
        private static final long serialVersionUID = 1L;

        Lacking(String what) {
            super(what);
        }
    }

    /// Gives `piece` the bundle, piece by piece: one after the other they are the file. Rejects where this node lacks
    /// something of it; what was given so far is then no bill.
    public Verdict export(Consumer<Bytes> piece) {
        var out = new Pieces(piece);
        try {
            var windows = windows();
            out.write(new BillPart.Begin(
                    BillPart.VERSION,
                    network,
                    metering.chain(),
                    windows.size(),
                    windows.isEmpty() ? 0 : windows.getFirst(),
                    windows.isEmpty() ? 0 : windows.getLast()));
            for (long number : windows) {
                write(number, out);
            }
            out.write(new BillPart.End());
            return Verdict.accept();
        } catch (Lacking lacking) {
            return Verdict.reject("this node does not hold " + lacking.getMessage());
        }
    }

    private List<Long> windows() throws Lacking {
        var numbers = new ArrayList<Long>();
        for (long number : metering.windows()) {
            if (!messages(window(number)).stream().allMatch(settled::isFinal)) {
                break;
            }
            numbers.add(number);
        }
        return numbers;
    }

    private WindowRecord window(long number) throws Lacking {
        return orLack(metering.window(number), "window " + number);
    }

    private List<Message> messages(WindowRecord window) {
        var header = service.header(window.height()).orElseThrow();
        var outbox = SettlementMessages.committed(header);
        long first = outbox.isEmpty() ? 0 : outbox.getFirst().first();
        return SettlementMessages.of(header, window.proof(), first);
    }

    private void write(long number, Pieces out) throws Lacking {
        var window = window(number);
        var rows = metering.leaves(number);
        openings(rows, out);
        releases(window, out);
        out.write(new BillPart.Window(ProvenWindow.of(service, window)));
        var receipts = new WindowReceipts(metering);
        for (var batch : window.batches()) {
            receipts.add(orLack(metering.batch(batch.hash()), batchOf(window, batch.hash())));
        }
        for (var row : rows) {
            receipts(row, receipts, out);
        }
        for (var message : messages(window)) {
            out.write(new BillPart.Settlement(orLack(settled.find(message), "the settlement of window " + number)));
        }
    }

    private String batchOf(WindowRecord window, Hash batch) {
        var proof = window.proof();
        var terms = metering.terms();
        var now = metering.rules().bucket(service.head().header().timestampMillis());
        return now.isAfter(proof.last().plus(terms.leastBuckets()))
                ? "the receipts of window " + proof.window() + " any more (pruned): they are kept for "
                        + terms.usualBuckets() + " buckets, longer where Pools.retain paid for it, and shorter where"
                        + " Pools.forget asked for it"
                : "batch " + batch + " of window " + proof.window();
    }

    /// Writes what the chain sent main between the last settlement and this window's.
    private void releases(WindowRecord window, Pieces out) throws Lacking {
        var mine = messages(window);
        if (mine.isEmpty()) {
            return;
        }
        int between = Math.toIntExact(mine.getFirst().sequence() - nextMessage);
        for (var message : service.messages(ChainName.MAIN, nextMessage, window.height(), between)) {
            out.write(new BillPart.Release(orLack(settled.find(message), "main's receipt of a release")));
        }
        nextMessage = mine.getLast().sequence() + 1;
    }

    /// Writes the tickets that no window before billed.
    private void openings(List<RowLeaves> rows, Pieces out) throws Lacking {
        var openings = new ArrayList<Opening>();
        for (var row : rows) {
            for (var leaf : row.leaves()) {
                if (tickets.add(leaf.ticket())) {
                    var opening = orLack(metering.opening(leaf.ticket()), "the opening of ticket " + leaf.ticket());
                    pool(opening.capability().capability().pool(), out);
                    openings.add(opening);
                }
                if (openings.size() == BillPart.MAX_OPENINGS) {
                    out.write(new BillPart.Tickets(openings));
                    openings.clear();
                }
            }
        }
        if (!openings.isEmpty()) {
            out.write(new BillPart.Tickets(openings));
        }
    }

    private void pool(Hash pool, Pieces out) throws Lacking {
        if (pools.add(pool)) {
            var proven = metering.noticed(pool).flatMap(height -> ProvenPool.of(service, height, pool));
            out.write(new BillPart.Pool(orLack(proven, "the notice of pool " + pool)));
        }
    }

    private static void receipts(RowLeaves row, WindowReceipts receipts, Pieces out) throws Lacking {
        var leaves = row.leaves();
        for (int from = 0; from < leaves.size(); from += BillPart.MAX_RECEIPTS) {
            var part = new ArrayList<SignedReceipt>();
            for (var leaf : leaves.subList(from, Math.min(leaves.size(), from + BillPart.MAX_RECEIPTS))) {
                part.add(orLack(receipts.receipt(leaf.receipt()), "receipt " + leaf.receipt()));
            }
            out.write(new BillPart.Receipts(part));
        }
    }

    private static <T> T orLack(Optional<T> found, String what) throws Lacking {
        if (found.isEmpty()) {
            throw new Lacking(what);
        }
        return found.get();
    }
}
