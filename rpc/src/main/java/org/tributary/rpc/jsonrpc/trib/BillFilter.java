// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.statement.BillLine;

/// Which lines of a bill are asked for; nothing means any.
record BillFilter(Optional<Hash> pool, Optional<Address> provider, Optional<Long> window) {
    static final BillFilter ALL = new BillFilter(Optional.empty(), Optional.empty(), Optional.empty());

    static BillFilter read(Argument argument) {
        return new BillFilter(
                argument.field("pool").map(Argument::hash),
                argument.field("provider").map(Argument::address),
                argument.field("window").map(Argument::plainNumber));
    }

    List<WindowRecord> windows(MeteringView view) {
        return window.map(List::of).orElseGet(view::windows).stream()
                .flatMap(number -> view.window(number).stream())
                .toList();
    }

    boolean matches(BillLine line) {
        return pool.filter(wanted -> !wanted.equals(line.key().pool())).isEmpty()
                && provider.filter(wanted -> !wanted.equals(line.key().provider()))
                        .isEmpty();
    }
}
