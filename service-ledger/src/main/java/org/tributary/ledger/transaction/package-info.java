// SPDX-License-Identifier: Apache-2.0
/// Transactions as Ethereum wallets sign them: legacy with EIP-155, EIP-2930 and EIP-1559. Protocol §1.
///
/// Decoding is total and strict: what decodes is canonical, so one transaction has one encoding and one hash. Nothing
/// here knows accounts or fees of the day; that is for the mempool and for execution.
@NullMarked
package org.tributary.ledger.transaction;

import org.jspecify.annotations.NullMarked;
