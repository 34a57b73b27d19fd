// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.edge.book.ReceiptBook.Draft;
import org.tributary.node.edge.network.Ingest;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.ReceiptBatch;

/// A provider's way to the network: signs batches of what its book has, and submits each until it has an
/// answer.
///
/// One long-lived stream leads to one node. Where it breaks, or owes an answer for too long, the next
/// node gets all that is unanswered: batches are addressed by their content, and the same receipts under
/// the same sequence are the same batch after a restart too, so to submit one twice changes nothing.
public final class BatchSubmitter implements AutoCloseable {
    /// So that no batch comes near the 16 MiB of one message, whatever the chain allows.
    private static final int MAX_BATCH = 50_000;

    /// Certificates take a few hundred milliseconds.
    private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_DOUBLINGS = 6;

    /// How often a batch is handed to nodes that know none of its tickets: about a minute.
    private static final int MAX_UNKNOWN = 20;

    private final Ingest nodes;
    private final LongSupplier nanoTime;
    private final ChainName chain;
    private final Domain domain;
    private final PrivateKey provider;
    private final ReceiptBook book;
    private final int mostReceipts;
    private final SubmissionLog log = new SubmissionLog();
    private final Map<Hash, Unanswered> unanswered = new LinkedHashMap<>();
    private int node;
    private int failures;
    private long notBeforeNanos;
    private @Nullable StreamObserver<ReceiptBatch> stream;
    private @Nullable Answers answers;
    private boolean closed;

    /// Where receipts go, and as whose.
    ///
    /// @param mostReceipts that the chain takes in one batch
    public record Route(Ingest nodes, ChainName chain, Domain domain, PrivateKey provider, int mostReceipts) {}

    /// @param node the first to try
    public BatchSubmitter(Route route, ReceiptBook book, int node) {
        this(route, book, node, System::nanoTime);
    }

    /// @param nanoTime as that of [System]
    public BatchSubmitter(Route route, ReceiptBook book, int node, LongSupplier nanoTime) {
        this.nodes = route.nodes();
        this.nanoTime = nanoTime;
        this.notBeforeNanos = nanoTime.getAsLong();
        this.chain = route.chain();
        this.domain = route.domain();
        this.provider = route.provider();
        this.mostReceipts = Math.min(MAX_BATCH, route.mostReceipts());
        this.book = book;
        this.node = node;
        book.unanswered().forEach(this::sign);
    }

    private record Unanswered(long sequence, SignedBatch batch, long sinceNanos, int unknown) {
        Unanswered sent(long nowNanos) {
            return new Unanswered(sequence, batch, nowNanos, unknown);
        }
    }

    public SubmissionLog log() {
        return log;
    }

    /// Takes all of them, or none; false where there is no room just now. Durable once they are in a batch.
    public boolean take(List<SignedReceipt> receipts) {
        return book.take(receipts);
    }

    /// Whether every receipt has been answered for.
    public boolean isDone() {
        return book.isAnswered();
    }

    /// Submits all that has come in.
    public void flush() {
        flush(every -> true);
    }

    /// Submits the receipts for which no better one is to be expected: closing ones, and those whose
    /// bucket was over a whole bucket ago.
    public void flush(Bucket now) {
        flush(signed ->
                signed.receipt().closing() || signed.receipt().bucket().next().isBefore(now));
    }

    /// Signs batches of what is `ripe` and submits them; goes to the next node where this one is overdue.
    private synchronized void flush(Predicate<SignedReceipt> ripe) {
        if (closed) {
            return;
        }
        var fresh = book.drafts(mostReceipts, ripe).stream().map(this::sign).toList();
        if (stream != null && oldest().filter(this::isOverdue).isPresent()) {
            leaveNode();
        }
        if (stream != null) {
            fresh.forEach(each -> send(each.batch()));
        } else if (!unanswered.isEmpty() && nanoTime.getAsLong() - notBeforeNanos >= 0) {
            connect();
        }
    }

    private Unanswered sign(Draft draft) {
        var batch = SignedBatch.sign(chain, draft.sequence(), draft.receipts(), domain, provider);
        var waiting = new Unanswered(draft.sequence(), batch, nanoTime.getAsLong(), 0);
        unanswered.put(batch.hash(), waiting);
        return waiting;
    }

    private Optional<Unanswered> oldest() {
        return unanswered.values().stream().findFirst();
    }

    private boolean isOverdue(Unanswered batch) {
        return nanoTime.getAsLong() - batch.sinceNanos() > OVERDUE_NANOS;
    }

    /// Opens a stream to the present node and submits everything unanswered over it.
    private void connect() {
        var listening = new Answers();
        answers = listening;
        stream = nodes.submit(node, listening);
        long now = nanoTime.getAsLong();
        unanswered.replaceAll((hash, each) -> each.sent(now));
        List.copyOf(unanswered.values()).forEach(each -> send(each.batch()));
    }

    private void send(SignedBatch batch) {
        if (stream != null) {
            stream.onNext(ReceiptBatch.newBuilder()
                    .setChain(chain.text())
                    .setBatch(ByteString.copyFrom(batch.encode().toArrayUnsafe()))
                    .build());
        }
    }

    private void leaveNode() {
        if (stream != null) {
            stream.onCompleted();
        }
        stream = null;
        answers = null;
        node++;
        notBeforeNanos = nanoTime.getAsLong() + (FIRST_PAUSE_NANOS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
    }

    private synchronized void answered(BatchAnswer answer) {
        if (answer.getBatchHash().size() != Hash.ZERO.bytes().size()) {
            return;
        }
        var batch = unanswered.remove(Hash.of(Bytes.wrap(answer.getBatchHash().toByteArray())));
        if (batch == null) {
            return;
        }
        failures = 0;
        if (answer.hasRefusal()) {
            refused(batch, answer);
            return;
        }
        book.certified(batch.sequence(), Verdicts.codes(answer.getCertificate().getRejectionsList()));
        log.certified(batch.batch().receipts().size(), answer.getCertificate());
    }

    private void refused(Unanswered batch, BatchAnswer answer) {
        var refusal = answer.getRefusal();
        if (refusal.getCode().equals(Rejection.BATCH_ALREADY_ORDERED.name())) {
            book.certified(batch.sequence(), Map.of());
            log.certified(batch.batch().receipts().size(), answer.getCertificate());
            return;
        }
        if (refusal.getCode().equals(Rejection.BATCH_TOO_LARGE.name())) {
            var halves = book.split(batch.sequence());
            halves.forEach(half -> send(sign(half).batch()));
            if (!halves.isEmpty()) {
                return;
            }
        }
        if (Verdicts.isTooEarly(refusal) && batch.unknown() < MAX_UNKNOWN) {
            unanswered.put(
                    batch.batch().hash(),
                    new Unanswered(batch.sequence(), batch.batch(), nanoTime.getAsLong(), batch.unknown() + 1));
            leaveNode();
            return;
        }
        book.refused(batch.sequence(), refusal.getCode(), Verdicts.codes(refusal.getEntriesList()));
        log.refused(batch.batch().receipts().size(), refusal);
    }

    private synchronized void broken(Answers which) {
        // Only the stream of now: one that was left behind may still report its end.
        if (which.equals(answers)) {
            stream = null;
            leaveNode();
        }
    }

    /// Ends the stream. What has no answer stays in the book.
    @Override
    public synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.onCompleted();
            stream = null;
            answers = null;
        }
    }

    /// The node's side of one stream.
    private final class Answers implements StreamObserver<BatchAnswer> {
        @Override
        public void onNext(BatchAnswer answer) {
            answered(answer);
        }

        @Override
        public void onError(Throwable failure) {
            broken(this);
        }

        @Override
        public void onCompleted() {
            broken(this);
        }
    }
}
