// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.nio.file.Files;
import java.nio.file.Path;

/// What a run of this test that was killed has left on the machine.
final class Leftover {
    private Leftover() {}

    /// Whether something that bears the number of a process may be removed before anything of our own is made: one that
    /// bears ours was made by a process that had our number before.
    static boolean of(long pid) {
        return pid == ProcessHandle.current().pid() || !Files.exists(Path.of("/proc", Long.toString(pid)));
    }
}
