// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// Somebody who uses the network, and holds it to what it acknowledged.
interface Client {
    void start();

    /// Has all it wanted.
    boolean isContent();

    /// What it still waits for.
    String wants();

    /// Time is over, and it has not got all: looks whether it ever can.
    default void overdue() {}

    /// Looks at the end whether what it was told is so.
    void check();
}
