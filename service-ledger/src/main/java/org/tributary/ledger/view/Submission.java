// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import org.tributary.primitives.Hash;

/// What became of a raw transaction that someone handed in.
public sealed interface Submission {
    record Accepted(Hash hash) implements Submission {}

    /// `reason` is in the words that Ethereum clients match, such as `nonce too low`.
    record Refused(String reason) implements Submission {}
}
