// SPDX-License-Identifier: Apache-2.0
/// Transactions that wait for a block, per account in the order of their nonces. Protocol §6.
///
/// A pure data structure: no clock, no threads, one caller at a time. The same calls give the same answers and the same
/// selection on every run; hash maps serve look-ups only and are never walked.
@NullMarked
package org.tributary.ledger.mempool;

import org.jspecify.annotations.NullMarked;
