// SPDX-License-Identifier: Apache-2.0
/// What gRPC and JSON-RPC both show of metering: bill lines, sums of windows, proofs of receipts. Protocol §7.6.
@NullMarked
package org.tributary.rpc.statement;

import org.jspecify.annotations.NullMarked;
