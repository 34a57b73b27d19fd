// SPDX-License-Identifier: Apache-2.0
/// Filters that clients poll (`eth_newFilter` and its family). A filter remembers only how far its client has read;
/// nothing is queued for it.
@NullMarked
package org.tributary.rpc.jsonrpc.filter;

import org.jspecify.annotations.NullMarked;
