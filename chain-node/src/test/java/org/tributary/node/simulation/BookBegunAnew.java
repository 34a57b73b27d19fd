// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.nio.file.Path;
import org.tributary.node.simulation.disk.FileDisk;

/// An edge begins with an empty book whenever it starts.
final class BookBegunAnew implements Plant {
    private int starts;

    @Override
    public Path book(FileDisk disk) {
        starts++;
        return disk.path("edge/receipts-" + starts);
    }
}
