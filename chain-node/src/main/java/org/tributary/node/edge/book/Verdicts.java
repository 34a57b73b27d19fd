// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.rpc.v1.EntryRejection;
import org.tributary.rpc.v1.Refusal;

/// What a node's answer to a batch says of its entries.
final class Verdicts {
    private Verdicts() {}

    /// Whether the node just may not have heard of a ticket yet that another node opened.
    static boolean isTooEarly(Refusal refusal) {
        return refusal.getEntriesList().stream()
                .anyMatch(entry -> entry.getCode().equals(Rejection.UNKNOWN_TICKET.name()));
    }

    /// Reason codes by place in the batch. An entry whose ticket this node does not know yet is not among
    /// them: it is judged when the window closes.
    static Map<Integer, String> codes(List<EntryRejection> rejections) {
        var codes = new TreeMap<Integer, String>();
        for (var rejection : rejections) {
            if (!rejection.getCode().equals(Rejection.UNKNOWN_TICKET.name())) {
                codes.put(rejection.getIndex(), rejection.getCode());
            }
        }
        return codes;
    }
}
