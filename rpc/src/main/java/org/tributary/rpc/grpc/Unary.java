// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a call that has one answer; the one place where its failures become statuses.
final class Unary {
    private static final Logger LOG = LoggerFactory.getLogger(Unary.class);

    private Unary() {}

    static <A> void answer(StreamObserver<A> client, Supplier<A> work) {
        A answer;
        try {
            answer = work.get();
        } catch (RuntimeException failed) {
            client.onError(status(failed));
            return;
        }
        client.onNext(answer);
        client.onCompleted();
    }

    /// What the client is told of `failure`.
    static StatusRuntimeException status(Throwable failure) {
        if (failure instanceof StatusRuntimeException told) {
            return told;
        }
        var cause = failure.getCause();
        if (cause != null && (failure instanceof CompletionException || failure instanceof ExecutionException)) {
            return status(cause);
        }
        LOG.error("event=grpc_call_failed", failure);
        return Statuses.internal();
    }
}
