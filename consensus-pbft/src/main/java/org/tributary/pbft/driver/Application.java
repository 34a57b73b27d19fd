// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.util.Optional;
import java.util.function.Consumer;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.ProposalDecoder;
import org.tributary.pbft.Tip;
import org.tributary.primitives.Height;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;

/// The chain that consensus orders. [#decode] and [#certified] are called from many threads, the rest from the
/// replica's.
///
/// Requests return at once; each is answered once, later or before returning, from any thread. At one moment at
/// most one block is being committed, and a newer build or validation makes the older one pointless: its answer
/// is ignored.
public interface Application extends ProposalDecoder {
    /// The last block that is durable, read once at start. Its `view` is the one in the block's header, and 0
    /// for the block that the epoch started from.
    Tip committed();

    /// Makes a block above the last committed one, with this height and view in its header, when the least
    /// pause between blocks is over (it must be shorter than the first time-out). Empty where there is nothing
    /// to put into it: then demand must be signalled again.
    void build(Height height, View view, Consumer<Optional<Proposal>> answer);

    /// Whether the block may follow the last committed one.
    ///
    /// @param reproposed it was prepared in an earlier view: its clock and the heights it names are not judged
    ///     again
    void validate(Height height, View view, boolean reproposed, Proposal proposal, Consumer<Verdict> answer);

    /// Executes and stores the block and its certificate, together and durably. Heights come in order, without
    /// gaps. The block may never have been validated here, and may be committed while its validation runs.
    void commit(Proposal proposal, QuorumCertificate certificate, Runnable done);

    /// A committed block with its certificate; empty where it is above the last one, or pruned.
    Optional<Certified> certified(Height height);
}
