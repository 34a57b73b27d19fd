// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import org.tributary.ledger.view.MeteringView;

/// One service chain, with what is kept in memory to answer questions about it.
public record MeteredChain(MeteringView view, RunningTotals totals, ReceiptProofs proofs, Profiles prices) {
    static MeteredChain of(MeteringView view) {
        return new MeteredChain(view, new RunningTotals(view), new ReceiptProofs(view), new Profiles(view));
    }
}
