// SPDX-License-Identifier: Apache-2.0
/// The disk of a node: a RocksDB directory per chain behind the ledger's store port, and the journal in which consensus
/// writes down what it is about to say.
///
/// A disk that fails throws a [StorageException]: whoever runs the chain stops it, since what was promised
/// to be durable may not be.
@NullMarked
package org.tributary.node.storage;

import org.jspecify.annotations.NullMarked;
