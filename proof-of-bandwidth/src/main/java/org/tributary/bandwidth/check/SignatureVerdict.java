// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

/// What the check of one receipt's signature came to. For a receipt and a ticket's key it never changes.
public enum SignatureVerdict {
    VALID,
    FORGED,
    /// No opened ticket said whose signature to expect; the window's close checks again.
    TICKET_UNKNOWN
}
