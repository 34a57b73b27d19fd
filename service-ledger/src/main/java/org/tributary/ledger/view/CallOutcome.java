// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import org.apache.tuweni.bytes.Bytes;

/// What a call that changes nothing came to.
public sealed interface CallOutcome {
    record Returned(Bytes output, long gasUsed) implements CallOutcome {}

    /// @param data ABI-encoded `Error(string)`
    record Reverted(String reason, Bytes data) implements CallOutcome {}

    /// It cannot be run at all, for example for want of funds; `reason` is in Ethereum's words.
    record Refused(String reason) implements CallOutcome {}
}
