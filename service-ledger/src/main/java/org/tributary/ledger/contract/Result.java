// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.chain.Execution.Outgoing;
import org.tributary.ledger.view.LogEntry;

/// What a call came to.
public sealed interface Result {
    /// @param outgoing messages to other chains
    record Success(Bytes output, List<LogEntry> logs, List<Outgoing> outgoing) implements Result {
        public Success {
            logs = List.copyOf(logs);
            outgoing = List.copyOf(outgoing);
        }
    }

    /// Nothing changed; `reason` says why, in a few words that a wallet shows.
    record Revert(String reason) implements Result {}

    static Result returned(Bytes output) {
        return new Success(output, List.of(), List.of());
    }

    static Result done(LogEntry... logs) {
        return new Success(Bytes.EMPTY, List.of(logs), List.of());
    }

    static Result revert(String reason) {
        return new Revert(reason);
    }
}
