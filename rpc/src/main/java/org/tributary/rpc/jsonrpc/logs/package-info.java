// SPDX-License-Identifier: Apache-2.0
/// Logs: what a request looks for, the search over heights, and `eth_getLogs`.
@NullMarked
package org.tributary.rpc.jsonrpc.logs;

import org.jspecify.annotations.NullMarked;
