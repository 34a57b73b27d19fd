// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;

/// Everything that can happen to a replica.
public sealed interface Event {
    /// The first event after [Recovery].
    record Started() implements Event {}

    /// A message that [MessageVerifier] accepted.
    ///
    /// @param peer whom an answer goes to. Seats are peers 0 … n − 1; the transport numbers everybody else from
    ///     n on
    record Received(int peer, PbftMessage message) implements Event {}

    /// @param token of the [Effect.StartTimer] that ran out; an old one is ignored
    record TimedOut(Timer timer, long token) implements Event {}

    /// Whether the application has something to put into a block. To say `true` again asks again.
    record DemandChanged(boolean demand) implements Event {}

    /// The answer to [Effect.Build].
    record Built(Proposal proposal) implements Event {}

    /// The other answer to [Effect.Build]: nothing to propose. The next `DemandChanged(true)` asks again.
    record NotBuilt(Height height, View view) implements Event {}

    /// The answer to [Effect.Validate].
    record Validated(Height height, View view, Hash digest, Verdict verdict) implements Event {}

    /// The answer to [Effect.CommitBlock]: the block and its certificate are durable.
    record Committed(Height height) implements Event {}
}
