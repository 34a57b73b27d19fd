// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.util.List;
import org.tributary.node.config.Listening;

/// Where the processes of one network run, and how they find each other.
interface Site extends AutoCloseable {
    /// Where a node listens, as the others and the clients reach it.
    Listening listening(int node);

    /// Where one node dials another: its peer door, or something in between.
    default String dial(int from, int to) {
        return listening(to).peer().toString();
    }

    /// What the command line of a node begins with.
    default List<String> entering(int node) {
        return List.of();
    }

    @Override
    void close();
}
