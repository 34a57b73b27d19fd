// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.time.Duration;

/// Time, real or simulated.
public interface Clock {
    /// Nanoseconds from any fixed moment, never falling. For measuring only.
    long nanoTime();

    /// Runs `task` after `delay`, on a thread of the clock's own.
    ///
    /// @return what cancels it; a task that runs all the same does no harm
    Runnable schedule(Duration delay, Runnable task);
}
