// SPDX-License-Identifier: Apache-2.0
/// A client's side of the edge protocol: reads a ticket, downloads, counts what really came, and signs
/// for no more than that. Depends on the metering objects alone, on nothing of a node.
/// docs/protocol/edge-http.md.
@NullMarked
package org.tributary.node.client;

import org.jspecify.annotations.NullMarked;
