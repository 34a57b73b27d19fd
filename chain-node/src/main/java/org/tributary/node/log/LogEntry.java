// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// Where a batch stands in its segment.
///
/// @param at the record's first byte
/// @param size of the record, in bytes, its header included
/// @param acknowledged the bucket in which this node acknowledged the batch
/// @param last the newest bucket that a receipt of the batch may lie in
public record LogEntry(Hash batch, int at, int size, Bucket acknowledged, Bucket last) {}
