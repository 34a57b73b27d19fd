// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.Optional;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// Which state a request may ask for: that of the head, which is all that a node keeps.
final class StateAt {
    private StateAt() {}

    /// Why the state of this block cannot be asked for; nothing where it can.
    static Optional<RpcError> refusal(NetworkView view, Optional<Argument> block) {
        var reference = BlockReference.read(block);
        if (reference instanceof BlockReference.Newest) {
            return Optional.empty();
        }
        var height = reference.height(view);
        // Asked for after the height was found, so that a head which moves on meanwhile is noticed.
        var head = view.head();
        if (height.isEmpty() || height.get().isAfter(head)) {
            return Optional.of(RpcError.refused("header not found"));
        }
        if (height.get().equals(head)) {
            return Optional.empty();
        }
        var left = Json.object();
        left.set("from", Json.quantity(head));
        left.set("to", Json.quantity(head));
        return Optional.of(RpcError.refused(
                "pruned: the state of block " + height.get() + " is gone, that of block " + head + " is left", left));
    }
}
