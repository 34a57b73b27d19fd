// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// How calls fail. The description says to the client what to change.
final class Statuses {
    private Statuses() {}

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException notFound(String what) {
        return Status.NOT_FOUND.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException overloaded(String what) {
        return Status.RESOURCE_EXHAUSTED.withDescription(what).asRuntimeException();
    }

    /// A failure of ours, which shows nothing of itself.
    static StatusRuntimeException internal() {
        return Status.INTERNAL.withDescription("internal error").asRuntimeException();
    }
}
