// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// For commands whose own lines are what a person wants to read.
final class Quiet {
    private Quiet() {}

    /// Keeps the nodes' logs to what went wrong, unless somebody asked for a level.
    static void logs() {
        if (System.getenv("TRIBUTARY_LOG") == null
                && LoggerFactory.getLogger("org.tributary") instanceof Logger logger) {
            logger.setLevel(Level.ERROR);
        }
    }
}
