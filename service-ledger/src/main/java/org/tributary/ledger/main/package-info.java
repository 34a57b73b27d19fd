// SPDX-License-Identifier: Apache-2.0
/// The program of the main chain: signed transactions, anchored chains, consumed messages. Protocol §2, §5 and §9.
@NullMarked
package org.tributary.ledger.main;

import org.jspecify.annotations.NullMarked;
