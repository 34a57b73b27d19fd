// SPDX-License-Identifier: Apache-2.0
/// The port through which a chain keeps what it knows. RocksDB stands behind it in a node, memory in a simulation.
@NullMarked
package org.tributary.ledger.store;

import org.jspecify.annotations.NullMarked;
