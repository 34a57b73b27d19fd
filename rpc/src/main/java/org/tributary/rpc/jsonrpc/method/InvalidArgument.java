// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

/// How a reader deep in the arguments leaves its handler. [Method#call] turns it into an [RpcError] value.
final class InvalidArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidArgument(String message) {
        // Neither cause nor stack trace: a stranger's mistake is not worth the cost of one.
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
