// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;

/// One client at one provider on one log day, as the log has it.
///
/// @param first log bucket of its first request
/// @param uses in the order of their buckets; empty for a session that got no bytes
record TraceSession(String client, int provider, long day, long first, List<Use> uses) {
    TraceSession {
        uses = List.copyOf(uses);
    }

    /// @param bucket log bucket in which something was served
    /// @param total bytes served since the session's start, this bucket included
    record Use(long bucket, long total) {}

    long bytes() {
        return uses.isEmpty() ? 0 : uses.getLast().total();
    }
}
