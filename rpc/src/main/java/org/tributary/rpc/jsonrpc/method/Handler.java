// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

/// What a method does with its arguments. Runs on a virtual thread of the request, so it may block.
@FunctionalInterface
public interface Handler {
    Answer answer(Params params);
}
