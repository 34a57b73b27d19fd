// SPDX-License-Identifier: Apache-2.0
/// From the bytes of a request to the bytes of its answer: JSON-RPC 2.0 with geth's reading of it, batches and
/// notifications included. Knows methods by their table only.
@NullMarked
package org.tributary.rpc.jsonrpc.dispatch;

import org.jspecify.annotations.NullMarked;
