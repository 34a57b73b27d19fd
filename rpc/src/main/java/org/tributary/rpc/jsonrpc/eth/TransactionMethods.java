// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.time.Duration;
import java.util.List;
import org.tributary.ledger.view.NetworkView;
import org.tributary.ledger.view.Submission;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// Handing in transactions, and what became of them.
public final class TransactionMethods implements MethodGroup {
    /// EIP-7966 leaves both to the node; several heights pass in the first.
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration MAX_SYNC_TIMEOUT = Duration.ofSeconds(10);

    /// Lets a caller wait for the head to move.
    @FunctionalInterface
    public interface HeadWait {
        /// Returns once the head's number is above `height`, or `nanos` are over.
        void untilAbove(long height, long nanos) throws InterruptedException;
    }

    private final NetworkView view;
    private final HeadWait headWait;

    public TransactionMethods(NetworkView view, HeadWait headWait) {
        this.view = view;
        this.headWait = headWait;
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_sendRawTransaction", this::send, "transaction"),
                Method.of("eth_sendRawTransactionSync", this::sendSync, "transaction", "timeoutMillis?"),
                Method.of("eth_getTransactionByHash", this::transaction, "hash"),
                Method.of("eth_getTransactionReceipt", this::receipt, "hash"));
    }

    private Answer send(Params params) {
        return switch (view.submit(params.at(0).bytes())) {
            case Submission.Accepted(var hash) -> Answer.of(Json.hex(hash));
            case Submission.Refused(var reason) -> RpcError.refused(reason);
        };
    }

    private Answer sendSync(Params params) {
        var raw = params.at(0).bytes();
        long millis = params.optional(1).map(Argument::plainNumber).orElse(SYNC_TIMEOUT.toMillis());
        long nanos =
                Duration.ofMillis(Math.min(millis, MAX_SYNC_TIMEOUT.toMillis())).toNanos();
        return switch (view.submit(raw)) {
            case Submission.Accepted(var hash) -> await(hash, nanos);
            case Submission.Refused(var reason) -> RpcError.refused(reason);
        };
    }

    private Answer await(Hash hash, long nanos) {
        long startNanos = System.nanoTime();
        while (true) {
            long seen = view.head().number();
            var receipt = view.receipt(hash);
            if (receipt.isPresent()) {
                return Answer.of(ReceiptJson.receipt(receipt.get()));
            }
            long leftNanos = nanos - (System.nanoTime() - startNanos);
            if (leftNanos <= 0) {
                return RpcError.notYetFinal(Json.hex(hash));
            }
            try {
                headWait.untilAbove(seen, leftNanos);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return RpcError.notYetFinal(Json.hex(hash));
            }
        }
    }

    private Answer transaction(Params params) {
        return view.transaction(params.at(0).hash())
                .map(transaction -> Answer.of(TransactionJson.transaction(transaction, view.chainId())))
                .orElseGet(Answer::nothing);
    }

    private Answer receipt(Params params) {
        return view.receipt(params.at(0).hash())
                .map(receipt -> Answer.of(ReceiptJson.receipt(receipt)))
                .orElseGet(Answer::nothing);
    }
}
