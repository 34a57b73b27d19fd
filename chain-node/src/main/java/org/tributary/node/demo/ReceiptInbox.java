// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;
import org.tributary.bandwidth.receipt.SignedReceipt;

/// Where an edge puts the receipts that its clients sign.
interface ReceiptInbox {
    /// Takes all of them, for one batch, or none; false where there is no room just now.
    boolean take(List<SignedReceipt> receipts);
}
