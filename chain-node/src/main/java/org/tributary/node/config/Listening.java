// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

/// The four doors of a node.
///
/// @param rpc JSON-RPC over HTTP and WebSocket
/// @param metrics `/metrics`, `/liveness`, `/readiness`
public record Listening(Endpoint peer, Endpoint rpc, Endpoint grpc, Endpoint metrics) {}
