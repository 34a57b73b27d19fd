// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// Answers requests: one, or the entries of a batch one after the other on the caller's thread.
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /// What a batch may take as a whole; entries that come later are refused. With the slowest entry still on top, the
    /// answer comes before a connection counts as idle.
    private static final Duration BATCH_TIME = Duration.ofSeconds(15);

    /// Entries behind this much of answer are refused: a batch of the largest searches would not fit in memory.
    private static final int MAX_ANSWER_BYTES = 25 * 1024 * 1024;

    private final MethodTable methods;
    private final RpcLimits limits;

    public Dispatcher(MethodTable methods, RpcLimits limits) {
        this.methods = methods;
        this.limits = limits;
    }

    /// The answer to a body; nothing where it holds notifications only.
    public Optional<byte[]> answer(byte[] body) {
        if (body.length > limits.bodyBytes()) {
            return Optional.of(bodyTooLarge());
        }
        return switch (Wire.read(body)) {
            case Wire.NotJson(var what) -> Optional.of(alone(Json.NULL, RpcError.parse(what)));
            case Wire.Read(var node) -> node.isArray() ? batch(node) : single(node);
        };
    }

    /// For a body that is not even read to its end.
    public byte[] bodyTooLarge() {
        return alone(
                Json.NULL,
                RpcError.limit("request is larger than " + limits.bodyBytes() + " bytes", limits.bodyBytes()));
    }

    private Optional<byte[]> single(JsonNode node) {
        var request = Request.of(node);
        var answer = answer(request);
        return request.wantsAnswer() ? Optional.of(alone(request.id(), answer)) : Optional.empty();
    }

    private Optional<byte[]> batch(JsonNode entries) {
        if (entries.isEmpty()) {
            return Optional.of(alone(Json.NULL, RpcError.invalidRequest("empty batch")));
        }
        if (entries.size() > limits.batchEntries()) {
            return Optional.of(alone(
                    Json.NULL,
                    RpcError.limit(
                            "batch has " + entries.size() + " requests, allowed are " + limits.batchEntries(),
                            limits.batchEntries())));
        }
        long startNanos = System.nanoTime();
        var out = new AnswerWriter();
        out.startBatch();
        int answered = 0;
        for (var entry : entries) {
            var request = Request.of(entry);
            var answer = refusal(startNanos, out).orElseGet(() -> answer(request));
            if (request.wantsAnswer()) {
                out.write(request.id(), answer);
                answered++;
            }
        }
        out.endBatch();
        return answered == 0 ? Optional.empty() : Optional.of(out.bytes());
    }

    private static Optional<Answer> refusal(long startNanos, AnswerWriter out) {
        if (System.nanoTime() - startNanos > BATCH_TIME.toNanos()) {
            return Optional.of(
                    RpcError.limit("batch takes longer than " + BATCH_TIME.toMillis() + " ms", BATCH_TIME.toMillis()));
        }
        if (out.size() > MAX_ANSWER_BYTES) {
            return Optional.of(RpcError.limit(
                    "batch response exceeded limit of " + MAX_ANSWER_BYTES + " bytes", MAX_ANSWER_BYTES));
        }
        return Optional.empty();
    }

    private Answer answer(Request request) {
        return switch (request) {
            case Request.Invalid(var _, var what) -> RpcError.invalidRequest(what);
            case Request.Call(var _, var name, var params) -> call(name, params);
            case Request.Notification(var name, var params) -> call(name, params);
        };
    }

    private Answer call(String name, JsonNode params) {
        var method = methods.find(name);
        if (method.isEmpty()) {
            return RpcError.noSuchMethod(name);
        }
        try {
            return method.get().call(params);
        } catch (RuntimeException failed) {
            // The one place where failures of the disk and mistakes of ours under a request end: the caller gets
            // −32603, the operator the trace.
            LOG.error("event=rpc_failed method={}", name, failed);
            return RpcError.internal();
        }
    }

    private static byte[] alone(JsonNode id, Answer answer) {
        var out = new AnswerWriter();
        out.write(id, answer);
        return out.bytes();
    }
}
