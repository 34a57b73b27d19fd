// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.view.WindowRecord;

/// A receipt that counted, with its path to the root of the window that counted it.
public record ReceiptProof(WindowRecord window, InclusionProof inclusion, SignedReceipt receipt) {}
