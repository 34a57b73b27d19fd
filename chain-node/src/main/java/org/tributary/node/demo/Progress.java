// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Lines that say what is going on, with the seconds since the start.
final class Progress {
    private final PrintWriter out;
    private final long start = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String line) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        out.println(String.format(Locale.ROOT, "[%6.1f s] %s", millis / 1_000.0, line));
        out.flush();
    }
}
