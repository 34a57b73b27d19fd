// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.util.concurrent.atomic.AtomicLong;

/// Counts for [LogReadings].
final class LogFigures {
    final AtomicLong appends = new AtomicLong();
    final AtomicLong syncs = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong damaged = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
}
