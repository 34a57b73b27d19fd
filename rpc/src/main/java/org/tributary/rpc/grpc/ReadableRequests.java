// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// Tells a client whose bytes are no message of the method just that. gRPC by itself says `UNKNOWN`, as if the server
/// had failed, and logs a trace for each.
final class ReadableRequests implements ServerInterceptor {
    private static final Status NO_MESSAGE = Status.INVALID_ARGUMENT.withDescription(
            "the request is no valid protobuf message of this method: send what tributary.v1 defines for it");

    private ReadableRequests() {}

    /// The service with its requests read where this can see the failure.
    static ServerServiceDefinition of(ServerServiceDefinition service) {
        return ServerInterceptors.intercept(ServerInterceptors.useInputStreamMessages(service), new ReadableRequests());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                if (refused) {
                    return;
                }
                try {
                    super.onMessage(message);
                } catch (StatusRuntimeException failure) {
                    if (!(failure.getCause() instanceof InvalidProtocolBufferException)) {
                        throw failure;
                    }
                    refused = true;
                    call.close(NO_MESSAGE, new Metadata());
                    // A stream lets go of what it has in the works.
                    super.onCancel();
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
