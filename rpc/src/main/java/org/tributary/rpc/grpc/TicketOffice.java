// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.concurrent.CompletableFuture;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.ChainName;

/// Takes openings of tickets into a service chain.
@FunctionalInterface
public interface TicketOffice {
    /// Never blocks; answers when the opening is committed, or refused. A failed future is a failure of the node.
    ///
    /// @param chain one that this node runs
    CompletableFuture<OpeningAnswer> open(ChainName chain, Opening opening);
}
