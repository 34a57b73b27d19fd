// SPDX-License-Identifier: Apache-2.0
/// What is told without being asked: one feed that follows the head and the mempool, and the subscriptions that a
/// WebSocket connection holds on it.
@NullMarked
package org.tributary.rpc.jsonrpc.follow;

import org.jspecify.annotations.NullMarked;
