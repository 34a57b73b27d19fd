// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Adds up the CPU time of pieces of work, on whatever threads they run. Other load on the machine does
/// not count in it, nor does the garbage collector's.
public final class CpuMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final AtomicLong nanos = new AtomicLong();

    public <T> T measure(Supplier<T> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        var result = work.get();
        nanos.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
        return result;
    }

    public double seconds() {
        return nanos.get() / 1e9;
    }
}
