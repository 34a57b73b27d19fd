// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/// The JVM's compilers inside a process, apart from its work: what they use in a short benchmark they use once in a
/// long life.
final class CompilerThreads {
    /// The unit of /proc, 1/100 s on every Linux that Java runs on.
    private static final long TICK_MILLIS = 10;

    /// Fields of /proc/PID/task/TID/stat behind the name, counted from the state: user and system time.
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CompilerThreads() {}

    /// User and system time so far.
    static Duration cpu(long pid) {
        long ticks = 0;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var task : tasks) {
                ticks += ticks(task.resolve("stat"));
            }
        } catch (IOException noProc) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    private static long ticks(Path stat) throws IOException {
        try {
            var text = Files.readString(stat);
            // The kernel cuts names after 15 characters: "C2 CompilerThre".
            int end = text.lastIndexOf(')');
            if (!text.substring(0, end).contains(" CompilerThre")) {
                return 0;
            }
            var fields = text.substring(end + 2).split(" ", -1);
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
