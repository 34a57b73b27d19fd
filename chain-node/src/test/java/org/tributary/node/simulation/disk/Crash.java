// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

/// The process is gone at this instruction. An error, so that nothing of the node's own catches it.
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash() {
        super("crash", null, false, false);
    }
}
