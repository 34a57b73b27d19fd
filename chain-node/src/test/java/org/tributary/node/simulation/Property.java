// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Locale;

/// What is checked in every run.
enum Property {
    /// One block per chain and height, at every correct node, with a certificate that proves it.
    AGREEMENT,
    /// Two certificates of one view and phase are for one block.
    UNIQUE_CERTIFICATES,
    /// A correct node signs one vote a slot, and none below a view that it left, across restarts.
    ONE_VOTE_A_SLOT,
    /// Nobody's unit chain forks.
    UNIT_CHAINS,
    /// Correct nodes at one height hold the same state.
    SAME_STATE,
    /// No token appears or vanishes.
    SUPPLY,
    /// Each transaction, message and receipt counts once.
    EXACTLY_ONCE,
    /// Cursors, heights and watermarks never fall.
    MONOTONE,
    /// What was acknowledged stays.
    ACKNOWLEDGED,
    /// What a provider's own edge says of its receipts is what became of them.
    DISPLAYED,
    /// What a quorum has had for long no final block leaves out.
    ORDERED,
    /// Queues stay within their bounds.
    BOUNDED,
    /// A correct node does not halt by itself, or throw.
    NO_HALT,
    /// After the faults end, work goes on within a bound, with nobody restarting anything.
    LIVENESS;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
