// SPDX-License-Identifier: Apache-2.0
/// Accounts and their storage words: flat records for reading, tries for the root and for proofs. Protocol §2.
///
/// Knows nothing of transactions, blocks or contracts: who changes what is decided elsewhere.
@NullMarked
package org.tributary.ledger.state;

import org.jspecify.annotations.NullMarked;
