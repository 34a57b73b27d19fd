// SPDX-License-Identifier: Apache-2.0
/// Checks that anyone can make: bills without a node, the supply of a stopped node's database.
///
/// The rim around `org.tributary.ledger.bill` and `org.tributary.ledger.main.Supply`: files, sockets, threads and
/// words.
@NullMarked
package org.tributary.node.bill;

import org.jspecify.annotations.NullMarked;
