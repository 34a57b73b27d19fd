// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// The class of a topic: each has a queue, a stream and threads of its own, so that bulk never delays a vote.
public enum Priority {
    URGENT,
    BULK
}
