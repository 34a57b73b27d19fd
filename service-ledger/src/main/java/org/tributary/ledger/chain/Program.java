// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.List;
import java.util.Optional;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.block.Header;
import org.tributary.ledger.execution.Accounts;
import org.tributary.primitives.Hash;

/// What a chain is for: main settles, a service chain meters. Consensus and [Ledger] know nothing of it.
public interface Program {
    /// Writes the accounts that the chain begins with.
    void genesis(Accounts accounts);

    /// Whether there is something that a block is needed for: a transaction, a message, a due window, a
    /// header to anchor.
    boolean demand(Header head, long nowMillis);

    /// The primary's choice, executed. It may differ between replicas; what follows from it may not.
    Composed compose(Frame frame, Accounts accounts);

    /// A function of its arguments, of the chain's own state, and of what `frame.main` makes final on
    /// main.
    Execution execute(Frame frame, Body body, Accounts accounts);

    /// Why this node supports no first proposal of `body`, though any replica may execute it once a
    /// quorum has: it leaves out what should not wait any longer.
    Optional<String> objection(Frame frame, Body body);

    /// Batches that this node must hold and have verified before it can execute `body`, and does not.
    List<Hash> missingBatches(Frame frame, Body body);

    /// What the primary chose, and what executing it came to.
    record Composed(Body body, Execution.Done execution) {}
}
