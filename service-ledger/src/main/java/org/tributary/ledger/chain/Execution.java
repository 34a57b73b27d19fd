// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.chain;

import java.util.List;
import java.util.function.Consumer;
import org.tributary.ledger.block.Header.InboxCursor;
import org.tributary.ledger.block.Outcome;
import org.tributary.ledger.message.MessageBody;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What executing a body came to.
public sealed interface Execution {
    /// @param transactions hash of everything that the body and the rules brought, in order; the header commits to them
    /// @param outcomes of what network lists show: signed transactions, consumed messages, closed windows
    /// @param outgoing messages to other chains, in order
    /// @param alsoWritten what the program itself keeps, written with the block
    record Done(
            List<Hash> transactions,
            List<Outcome> outcomes,
            long gasUsed,
            List<Outgoing> outgoing,
            List<InboxCursor> cursors,
            Hash anchorsRoot,
            Consumer<WriteBatch> alsoWritten)
            implements Execution {}

    /// The block breaks a rule.
    record Invalid(String reason) implements Execution {}

    /// A message before it has its sequence number.
    record Outgoing(ChainName destination, MessageBody body) {}
}
