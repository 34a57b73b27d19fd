// SPDX-License-Identifier: Apache-2.0
/// What an edge has in hand: openings and receipts, durable before a client is told so, and their way to
/// the network in batches. The state is a fold of the journal's records. Protocol §7.3,
/// docs/protocol/edge-http.md.
@NullMarked
package org.tributary.node.edge.book;

import org.jspecify.annotations.NullMarked;
