// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.node.simulation.disk.FileDisk;

/// A member says that it holds a batch whose bytes are in the system's cache alone.
record ShelfNotSynced() implements Plant {
    @Override
    public void member(FileDisk disk) {
        disk.forgets(name -> name.endsWith(".log"));
    }
}
