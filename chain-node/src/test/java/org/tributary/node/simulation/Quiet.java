// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Thousands of nodes would log more than anybody reads.
final class Quiet {
    private Quiet() {}

    static void logs() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }
}
