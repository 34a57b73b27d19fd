// SPDX-License-Identifier: Apache-2.0
/// Ethereum-compatible JSON-RPC 2.0 over HTTP and WebSocket, on one port. This package is the door:
/// sockets, the check of the `Host` header, CORS, and what one connection may hold. It knows no method by
/// name; [JsonRpcServer] puts the groups of methods together.
@NullMarked
package org.tributary.rpc.jsonrpc;

import org.jspecify.annotations.NullMarked;
