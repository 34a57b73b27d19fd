// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// What one peer may cost us in one priority.
///
/// @param queue towards it
/// @param rate  from it
public record PeerLimits(QueueLimit queue, RateLimit rate) {}
