// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.console.Tokens;
import org.tributary.node.demo.Figures.Chain;
import org.tributary.node.demo.Figures.Checked;
import org.tributary.node.demo.Figures.Metered;
import org.tributary.node.demo.Figures.Traffic;
import org.tributary.node.demo.Figures.Usage;
import org.tributary.node.demo.Figures.Windows;
import org.tributary.primitives.Amount;
import org.tributary.rpc.v1.BillRow;

/// Reads everything back from the network, once all is paid: figures, and a statement for each provider.
final class Closing {

    private final Stage stage;
    private final BillCheck bills;
    private final Readings readings;

    Closing(Stage stage, BillCheck bills) {
        this.stage = stage;
        this.bills = bills;
        this.readings = stage.readings();
    }

    /// @param bill file to write the bill to
    Figures figures(Traffic traffic, FinalityMillis finality, Path bill) {
        readings.exportBill(bill);
        stage.progress().say("exported the bill to " + bill);
        var outcome = bills.verify(bill, stage.endpoints().genesisFile());
        var totals = readings.totals();
        var rows = readings.rows();
        var metered = new Metered(
                totals.getSessions(),
                totals.getReceipts(),
                new TreeMap<>(totals.getRejectionsMap()),
                rows.stream().mapToLong(BillRow::getUnits).sum(),
                new Windows(totals.getWindows(), totals.getRows()),
                Amount.parse(totals.getBilled()));
        return new Figures(
                new Usage(stage.chain(), stage.kind()),
                traffic,
                metered,
                readings.settled(),
                new Checked(outcome, readings.supply().getConserved()),
                new Chain(readings.blocks(), finality, readings.receiptsVerifiedPerSecond()));
    }

    /// Who was paid what, and for what.
    void sayStatements() {
        var rows = readings.rows();
        for (var provider : stage.providers()) {
            var address = Bytes.wrap(provider.address().bytes().toArrayUnsafe());
            var own = rows.stream()
                    .filter(row -> Bytes.wrap(row.getProvider().toByteArray()).equals(address))
                    .toList();
            var money = readings.settled(provider.address());
            long units = own.stream().mapToLong(BillRow::getUnits).sum();
            long receipts = own.stream().mapToLong(BillRow::getReceipts).sum();
            stage.progress()
                    .say(provider.name() + " " + provider.address() + ": " + units + " " + stage.unit() + " in "
                            + own.size() + " rows, " + receipts + " receipts, billed " + Tokens.text(money.billed()));
            stage.progress()
                    .say("    = paid " + Tokens.text(money.paid()) + " + fees " + Tokens.text(money.fees())
                            + " + burned " + Tokens.text(money.burned()) + " + held " + Tokens.text(money.held()));
            provider.submitter()
                    .log()
                    .reasons()
                    .forEach(reason -> stage.progress().say("    refused at the door: " + reason));
        }
        readings.totals()
                .getRejectionsMap()
                .forEach((code, count) -> stage.progress().say("rejected in the windows: " + count + " × " + code));
    }
}
