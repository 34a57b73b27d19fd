// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.io.IOException;

/// Asked at every use of the disk: lets it pass, fails it, or ends the process with a [Crash].
public interface Hazard {
    void at(Point point) throws IOException;

    /// Before anything is read.
    void reading() throws IOException;
}
