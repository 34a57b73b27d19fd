// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// What a replica wants done. The driver does it in the order of the list; a [Persist] is durable before
/// anything after it leaves the process.
public sealed interface Effect {
    record Persist(JournalRecord written) implements Effect {}

    /// Everything persisted before is settled by a committed block; the journal may start afresh with `first`.
    record Forget(JournalRecord first) implements Effect {}

    /// To every other member, and to whoever else listens.
    record Broadcast(PbftMessage message) implements Effect {}

    record Send(int peer, PbftMessage message) implements Effect {}

    /// Send `peer` the certified blocks of the heights `from` to `to`, both included, lowest first.
    record Serve(int peer, Height from, Height to) implements Effect {}

    /// We are primary and there is demand: [Event.Built] or [Event.NotBuilt], when the pause between blocks
    /// allows.
    record Build(Height height, View view) implements Effect {}

    /// May this block follow the last one? Answered by [Event.Validated].
    ///
    /// @param view of the vote, not of the block
    /// @param reproposed a quorum prepared it in an earlier view: its clock and named heights are not judged
    ///     again
    record Validate(Height height, View view, boolean reproposed, Proposal proposal) implements Effect {}

    /// The block is final: execute and store it with its certificate, then [Event.Committed]. It may never have
    /// been validated here.
    record CommitBlock(Proposal proposal, QuorumCertificate certificate) implements Effect {}

    /// Replaces the running timer of its kind.
    record StartTimer(Timer timer, long token, long millis) implements Effect {}

    record StopTimer(Timer timer) implements Effect {}

    record ReportEquivocation(Evidence evidence) implements Effect {}
}
