// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.grpc.IntakeAnswer.Certified;
import org.tributary.rpc.grpc.IntakeAnswer.RefusedEntry;
import org.tributary.rpc.sample.SampleChain;

/// The stream on which providers hand in receipts.
final class SubmitTest {
    private static final SampleChain.Session SESSION =
            new SampleChain(0).sessions().getFirst();

    private static SignedBatch batch(long sequence) {
        return SampleChain.signedBatch(SESSION, sequence, 3);
    }

    private static Certified certified(SignedBatch batch) {
        var key = new PrivateKey(Keccak.hash(batch.encode()).bytes());
        var ack = new BatchAck(batch.hash(), new Bucket(4));
        var seat = new SeatAck(0, ack.bucket(), ack.sign(SampleChain.DOMAIN, key));
        return new Certified(
                BatchCertificate.of(batch.batch(), List.of(seat)),
                List.of(new RefusedEntry(1, Rejection.OVER_TICKET_CAP)));
    }

    @Test
    void aCertifiedBatchIsAnsweredWithItsCertificateAndTheRefusedEntries() {
        ReceiptIntake intake = (_, batch) -> CompletableFuture.completedFuture(certified(batch));
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            sender.send(batch(0));
            var answer = sender.next();
            assertThat(answer.getBatchHash().toByteArray())
                    .isEqualTo(batch(0).hash().bytes().toArrayUnsafe());
            assertThat(BatchCertificate.decode(
                            Requests.bytes(answer.getCertificate().getCertificate())))
                    .isEqualTo(new Decoded.Value<>(certified(batch(0)).certificate()));
            assertThat(answer.getCertificate().getAccepted()).isEqualTo(2);
            var refused = answer.getCertificate().getRejections(0);
            assertThat(refused.getIndex()).isEqualTo(1);
            assertThat(refused.getCode()).isEqualTo("OVER_TICKET_CAP");
            assertThat(refused.getMessage()).isEqualTo(Rejection.OVER_TICKET_CAP.sentence());
        }
    }

    @Test
    void badBytesAndOtherChainsAreRefusedInTheStreamWhichGoesOn() {
        ReceiptIntake intake =
                (_, _) -> CompletableFuture.completedFuture(new IntakeAnswer.Refused(Rejection.BATCH_ROOT_MISMATCH));
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            sender.send("cdn", new byte[] {1, 2, 3});
            var malformed = sender.next();
            assertThat(malformed.getBatchHash().isEmpty()).isTrue();
            assertThat(malformed.getRefusal().getCode()).isEqualTo("MALFORMED");
            assertThat(malformed.getRefusal().getMessage())
                    .startsWith("batch: ")
                    .hasSizeGreaterThan(10);
            sender.send("ftp", batch(0).encode().toArrayUnsafe());
            assertThat(sender.next().getRefusal())
                    .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo("WRONG_CHAIN"))
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .isEqualTo("no service chain \"ftp\" here; this node has cdn"));
            sender.send(batch(0));
            assertThat(sender.next().getRefusal().getCode()).isEqualTo("BATCH_ROOT_MISMATCH");
            sender.halfClose();
            assertThat(sender.end()).isEqualTo(Status.OK);
        }
    }

    @Test
    void everyTruncationOfABatchIsMalformedAndNoneEndsTheStream() {
        ReceiptIntake intake = (_, _) -> CompletableFuture.failedFuture(new IllegalStateException("nothing gets here"));
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            var whole = batch(0).encode().toArray();
            for (int size = 0; size < whole.length; size++) {
                sender.send("cdn", Arrays.copyOf(whole, size));
                assertThat(sender.next().getRefusal().getCode()).isEqualTo("MALFORMED");
            }
        }
    }

    @Test
    void aStreamReadsNoMoreBatchesThanItsShareUntilOneIsAnswered() throws InterruptedException {
        var waiting = new LinkedBlockingQueue<CompletableFuture<IntakeAnswer>>();
        ReceiptIntake intake = (_, _) -> {
            var answer = new CompletableFuture<IntakeAnswer>();
            waiting.add(answer);
            return answer;
        };
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            for (int i = 0; i < 30; i++) {
                sender.send(batch(i));
            }
            sender.halfClose();
            int share = GrpcLimits.DEFAULTS.batchesPerStream();
            var taken = new ArrayList<CompletableFuture<IntakeAnswer>>();
            for (int i = 0; i < share; i++) {
                taken.add(take(waiting));
            }
            assertThat(waiting.poll(300, TimeUnit.MILLISECONDS))
                    .as("batch beyond the share")
                    .isNull();
            for (int answered = 0; answered < 30; answered++) {
                taken.removeFirst().complete(new IntakeAnswer.Refused(Rejection.BATCH_ALREADY_ORDERED));
                assertThat(sender.next().getRefusal().getCode()).isEqualTo("BATCH_ALREADY_ORDERED");
                if (answered + share < 30) {
                    taken.add(take(waiting));
                    assertThat(waiting).isEmpty();
                }
            }
            assertThat(sender.end()).isEqualTo(Status.OK);
        }
    }

    private static <T> T take(LinkedBlockingQueue<T> queue) throws InterruptedException {
        var item = queue.poll(20, TimeUnit.SECONDS);
        assertThat(item).isNotNull();
        return Objects.requireNonNull(item);
    }

    @Test
    void anOverloadedIntakeEndsTheStreamWithResourceExhausted() {
        ReceiptIntake intake = (_, _) -> CompletableFuture.completedFuture(new IntakeAnswer.Overloaded());
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            sender.send(batch(0));
            assertThat(sender.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void allStreamsTogetherHoldNoMoreThanTheBound() throws InterruptedException {
        int size = batch(0).encode().size();
        var limits = new GrpcLimits(2 * size, 8, 2L * size, 16, Duration.ofSeconds(5), Duration.ofSeconds(5));
        var waiting = new LinkedBlockingQueue<CompletableFuture<IntakeAnswer>>();
        ReceiptIntake intake = (_, _) -> {
            var answer = new CompletableFuture<IntakeAnswer>();
            waiting.add(answer);
            return answer;
        };
        try (var node = new RunningGrpc(intake, limits)) {
            var first = new BatchSender(node);
            first.send(batch(0));
            first.send(batch(1));
            var one = take(waiting);
            var two = take(waiting);
            var late = new BatchSender(node);
            late.send(batch(2));
            assertThat(late.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            one.complete(new IntakeAnswer.Refused(Rejection.BATCH_ALREADY_ORDERED));
            two.complete(new IntakeAnswer.Refused(Rejection.BATCH_ALREADY_ORDERED));
            first.next();
            first.next();
            var again = new BatchSender(node);
            again.send(batch(3));
            take(waiting).complete(new IntakeAnswer.Refused(Rejection.BATCH_ALREADY_ORDERED));
            assertThat(again.next().getRefusal().getCode()).isEqualTo("BATCH_ALREADY_ORDERED");
        }
    }

    @Test
    void aFailureOfTheNodeEndsTheStreamAndShowsNothingOfItself() {
        ReceiptIntake intake = (_, _) -> {
            throw new IllegalStateException("secret");
        };
        try (var node = new RunningGrpc(intake, GrpcLimits.DEFAULTS)) {
            var sender = new BatchSender(node);
            sender.send(batch(0));
            assertThat(sender.end().getCode()).isEqualTo(Status.Code.INTERNAL);
            assertThat(sender.end().getDescription()).isEqualTo("internal error");
        }
    }

    @Test
    void aMessageAboveTheLimitIsRefusedBeforeItIsRead() {
        var limits = new GrpcLimits(1_000, 8, 1_000, 16, Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (var node = new RunningGrpc((_, _) -> new CompletableFuture<>(), limits)) {
            var sender = new BatchSender(node);
            sender.send("cdn", new byte[3_000]);
            assertThat(sender.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }
}
