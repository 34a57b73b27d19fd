// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Thousands of nodes would log more than anybody reads.
final class Quiet {
    private Quiet() {}

    static void logs() {
        for (var name : List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "org.tributary")) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
