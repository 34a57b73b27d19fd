// SPDX-License-Identifier: Apache-2.0
/// The gRPC services of `tributary.v1`, with health and reflection. Translates between messages and the node's ports;
/// decides nothing.
@NullMarked
package org.tributary.rpc.grpc;

import org.jspecify.annotations.NullMarked;
