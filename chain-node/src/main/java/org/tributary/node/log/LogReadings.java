// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

/// What a log holds, and what it has done since it was opened.
///
/// @param bytes of all segments
/// @param batches that can be read
/// @param appends records that were written
/// @param syncs of segments; several appends share one
/// @param refused batches that the disk did not take
/// @param damaged places in segments that were not as they were written
/// @param dropped batches that were past their time
public record LogReadings(
        long bytes, long segments, long batches, long appends, long syncs, long refused, long damaged, long dropped) {}
