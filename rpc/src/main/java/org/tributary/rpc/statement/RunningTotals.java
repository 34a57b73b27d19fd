// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import org.tributary.ledger.view.MeteringView;

/// The sums over all windows of one chain. A closed window never changes, so each is read once.
public final class RunningTotals {
    private final MeteringView view;
    private Totals sum = Totals.NONE;
    private long last = -1;

    public RunningTotals(MeteringView view) {
        this.view = view;
    }

    /// As of now.
    public synchronized Totals totals() {
        for (long number : view.windows()) {
            if (number > last) {
                var window = view.window(number);
                if (window.isEmpty()) {
                    return sum;
                }
                sum = sum.plus(window.get());
                last = number;
            }
        }
        return sum;
    }
}
