// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.config.JavalinConfig;

/// Where clients get what they have tickets for.
interface Door {
    /// Adds the paths that it answers.
    void open(JavalinConfig config);

    /// Looks after what time alone changes. Called every few seconds, at least.
    default void tidy() {}
}
