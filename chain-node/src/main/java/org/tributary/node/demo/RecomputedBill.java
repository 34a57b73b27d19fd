// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.nio.file.Path;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.node.NodeStart;
import org.tributary.node.bill.BillFile;

/// Verifies a bill file as `tributary bill verify` does: by the same call.
public final class RecomputedBill implements BillCheck {
    @Override
    public Outcome verify(Path bundle, Path genesis) {
        return switch (BillFile.verify(bundle, NodeStart.spec(genesis))) {
            case BillFile.Read.Unreadable(var why) -> new Outcome(false, 0, 0, why);
            case BillFile.Read.Judged(var verdict) -> outcome(verdict);
        };
    }

    private static Outcome outcome(BillVerdict verdict) {
        return switch (verdict) {
            case BillVerdict.Verified(var summary) ->
                new Outcome(
                        true,
                        summary.counts().proofsChecked(),
                        summary.counts().units().longValueExact(),
                        "");
            case BillVerdict.Refuted(var place, var reason) -> new Outcome(false, 0, 0, place + ": " + reason);
        };
    }
}
