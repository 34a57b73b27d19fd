// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.BatchCertificate;
import org.tributary.rpc.v1.ReceiptBatch;
import org.tributary.rpc.v1.Refusal;

/// Reads a batch, hands it to the intake, and writes what became of it.
public final class BatchDesk {
    private final MeteredChains chains;
    private final ReceiptIntake intake;

    public BatchDesk(MeteredChains chains, ReceiptIntake intake) {
        this.chains = chains;
        this.intake = intake;
    }

    static StatusRuntimeException overloaded() {
        return Statuses.overloaded("too many batches wait; send those without an answer again in a second");
    }

    /// Fails with the status that ends the stream.
    public CompletableFuture<BatchAnswer> answer(ReceiptBatch message) {
        return switch (SignedBatch.decode(Requests.bytes(message.getBatch()))) {
            case Decoded.Malformed<SignedBatch>(var reason) ->
                refused(ByteString.EMPTY, Refusals.of(Rejection.MALFORMED, "batch: " + reason));
            case Decoded.Value<SignedBatch>(var batch) -> answer(message.getChain(), batch);
        };
    }

    private CompletableFuture<BatchAnswer> answer(String chainName, SignedBatch batch) {
        var hash = Requests.bytes(batch.hash());
        var chain = chains.named(chainName);
        if (chain.isEmpty()) {
            return refused(hash, Refusals.of(Rejection.WRONG_CHAIN, chains.noneNamed(chainName)));
        }
        ChainName name = chain.get().view().chain();
        if (!name.equals(batch.batch().chain())) {
            return refused(hash, Refusals.of(Rejection.WRONG_CHAIN));
        }
        return intake.submit(name, batch).thenApply(answer -> message(hash, answer));
    }

    private static BatchAnswer message(ByteString hash, IntakeAnswer answer) {
        return switch (answer) {
            case IntakeAnswer.Certified certified ->
                BatchAnswer.newBuilder()
                        .setBatchHash(hash)
                        .setCertificate(message(certified))
                        .build();
            case IntakeAnswer.Refused(var rejection, var entries) -> refusal(hash, Refusals.of(rejection, entries));
            case IntakeAnswer.Overloaded() -> throw overloaded();
        };
    }

    private static BatchCertificate message(IntakeAnswer.Certified certified) {
        var message = BatchCertificate.newBuilder()
                .setCertificate(Requests.bytes(certified.certificate().encode()))
                .setAccepted(certified.certificate().batch().count()
                        - certified.refused().size());
        certified.refused().forEach(entry -> message.addRejections(Refusals.of(entry)));
        return message.build();
    }

    private static CompletableFuture<BatchAnswer> refused(ByteString hash, Refusal refusal) {
        return CompletableFuture.completedFuture(refusal(hash, refusal));
    }

    private static BatchAnswer refusal(ByteString hash, Refusal refusal) {
        return BatchAnswer.newBuilder().setBatchHash(hash).setRefusal(refusal).build();
    }
}
