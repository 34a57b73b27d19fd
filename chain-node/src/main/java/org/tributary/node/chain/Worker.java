// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;

/// Does one task at a time, in order. A task that throws is the last one.
public interface Worker extends AutoCloseable {
    /// @return false where the worker is closed: the task does not run
    boolean run(Runnable task);

    /// Runs the task in its turn, once `delay` is over.
    void later(Duration delay, Runnable task);

    /// Runs the task again and again, each time `period` after it ended.
    ///
    /// @param first how long before the first time
    void repeat(Duration first, Duration period, Runnable task);

    /// Nothing that is still due runs. Returns when nothing runs any more, or after some patience.
    @Override
    void close();
}
