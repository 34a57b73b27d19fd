// SPDX-License-Identifier: Apache-2.0
/// What a JSON-RPC method is: a name, its parameters, and a handler from arguments to an answer. New methods come as a
/// [MethodGroup] from any package. Nothing here knows a socket or the ledger.
@NullMarked
package org.tributary.rpc.jsonrpc.method;

import org.jspecify.annotations.NullMarked;
