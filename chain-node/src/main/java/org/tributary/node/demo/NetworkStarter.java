// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.file.Path;

/// Starts the network that the demo runs against, and ends it.
public interface NetworkStarter extends AutoCloseable {
    /// Returns once the network makes blocks.
    ///
    /// @param directory for everything that the network keeps; exists and is empty
    Endpoints start(DemoRules rules, Path directory) throws IOException;

    /// Ends the network; without effect where it does not run.
    @Override
    void close();
}
