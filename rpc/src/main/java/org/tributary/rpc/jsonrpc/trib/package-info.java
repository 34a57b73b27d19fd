// SPDX-License-Identifier: Apache-2.0
/// The native JSON-RPC methods, `trib_…`: pools, windows, bills, proofs, typed data. Amounts and units are decimal
/// strings; heights, windows and buckets are numbers.
@NullMarked
package org.tributary.rpc.jsonrpc.trib;

import org.jspecify.annotations.NullMarked;
