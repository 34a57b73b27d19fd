// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.tributary.pbft.driver.Clock;

/// What a node takes from the machine that it runs on: time, and somebody to do its work. [RealMachine] in a node,
/// an agenda of virtual time in a simulation.
///
/// Whoever asks for a worker or an executor closes it.
public interface Machine extends Clock {
    /// The clock on the wall, in milliseconds since 1970. It may jump.
    long millis();

    /// Runs `task` again and again, each time `period` after it ended.
    void repeat(Duration period, Runnable task);

    /// @param broken told what a task threw
    Worker oneByOne(String name, Consumer<Throwable> broken);

    /// Does each task at once, for tasks that wait for disks and for others.
    ExecutorService sideBySide(String name);

    /// Does as many tasks at once as there are cores, for tasks that compute.
    ExecutorService onAllCores(String name);
}
