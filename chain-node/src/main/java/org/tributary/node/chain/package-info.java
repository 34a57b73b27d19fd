// SPDX-License-Identifier: Apache-2.0
/// One chain inside a node: its ledger, its replica, and the queue of what waits to get into a block.
@NullMarked
package org.tributary.node.chain;

import org.jspecify.annotations.NullMarked;
