// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.Optional;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// Blocks that this node does not keep, or never had because it started from a snapshot.
public final class Pruned {
    private Pruned() {}

    /// Why blocks from `height` on cannot all be asked for, with the range that is left; nothing where they can.
    /// Genesis has no transactions, so that a range may begin there.
    public static Optional<RpcError> refusal(NetworkView view, Height height) {
        var first = view.first();
        boolean here = !height.isBefore(first) || first.equals(Height.ZERO.next());
        if (here) {
            return Optional.empty();
        }
        var left = Json.object();
        left.set("from", Json.quantity(first));
        left.set("to", Json.quantity(view.head()));
        return Optional.of(RpcError.refused(
                "pruned: block " + height + " is not here, those from " + first + " to " + view.head() + " are", left));
    }
}
