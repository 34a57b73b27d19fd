// SPDX-License-Identifier: Apache-2.0
/// The service log: the receipt batches that a node has acknowledged, in append-only segments that
/// address them by their hashes. Protocol §7.10.
///
/// It knows nothing of receipts: what is kept for how long is decided by who calls
/// [ServiceLog#keepOnly]. A disk that is full, or fails to write, refuses the batch as a value; one
/// that cannot be read throws a [org.tributary.node.storage.StorageException].
@NullMarked
package org.tributary.node.log;

import org.jspecify.annotations.NullMarked;
