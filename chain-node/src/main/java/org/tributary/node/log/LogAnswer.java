// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

/// What became of a batch that was to be kept.
public sealed interface LogAnswer {
    /// It survives a power loss.
    record Kept() implements LogAnswer {}

    /// The disk does not take it: it is full, or fails. What was kept before is not touched.
    record Refused(String reason) implements LogAnswer {}
}
