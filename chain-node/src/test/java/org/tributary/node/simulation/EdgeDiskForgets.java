// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.node.simulation.disk.FileDisk;

/// An edge tells its client that a receipt is safe, and its disk does not have it.
record EdgeDiskForgets() implements Plant {
    @Override
    public void edge(FileDisk disk) {
        disk.forgets(name -> true);
    }
}
