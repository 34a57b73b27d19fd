// SPDX-License-Identifier: Apache-2.0
/// An edge provider's program: serves content over HTTP to clients with a ticket, takes their receipts,
/// and hands them in. It serves no further than its credit to a client reaches, and says nothing to a
/// client that is not on its disk. docs/protocol/edge-http.md.
@NullMarked
package org.tributary.node.edge;

import org.jspecify.annotations.NullMarked;
