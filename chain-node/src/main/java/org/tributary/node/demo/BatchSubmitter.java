// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ReceiptBatch;

/// A provider's way to the network: collects receipts, signs batches, and keeps each until it has a certificate.
///
/// One long-lived stream leads to one node. Where it breaks, or owes an answer for too long, the
/// next node gets all that is unanswered: batches are addressed by their content, so to submit one
/// twice changes nothing.
final class BatchSubmitter implements ReceiptInbox, AutoCloseable {
    /// A few windows of a busy edge; above it the edge tells its clients to wait.
    private static final int MAX_QUEUED = 200_000;

    private static final int MAX_BATCH = 10_000;

    /// Certificates take a few hundred milliseconds.
    private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final Nodes nodes;
    private final ChainName chain;
    private final Domain domain;
    private final PrivateKey provider;
    private final SubmissionLog log = new SubmissionLog();
    private final ArrayDeque<SignedReceipt> queue = new ArrayDeque<>();
    private final Map<Hash, Unanswered> unanswered = new LinkedHashMap<>();
    private long sequence;
    private int node;
    private @Nullable StreamObserver<ReceiptBatch> stream;
    private @Nullable Answers answers;
    private boolean closed;

    /// @param node the first to try
    BatchSubmitter(Nodes nodes, ChainName chain, Domain domain, PrivateKey provider, int node) {
        this.nodes = nodes;
        this.chain = chain;
        this.domain = domain;
        this.provider = provider;
        this.node = node;
    }

    private record Unanswered(SignedBatch batch, long sinceNanos) {}

    SubmissionLog log() {
        return log;
    }

    @Override
    public synchronized boolean take(List<SignedReceipt> receipts) {
        if (closed || queue.size() + receipts.size() > MAX_QUEUED) {
            return false;
        }
        queue.addAll(receipts);
        return true;
    }

    /// Whether every receipt has been answered for.
    synchronized boolean isDone() {
        return queue.isEmpty() && unanswered.isEmpty();
    }

    /// Signs what has come in and submits it; goes to the next node where this one is overdue.
    synchronized void flush() {
        if (closed) {
            return;
        }
        var fresh = new ArrayList<SignedBatch>();
        while (!queue.isEmpty()) {
            fresh.add(nextBatch());
        }
        fresh.forEach(batch -> unanswered.put(batch.hash(), new Unanswered(batch, System.nanoTime())));
        if (oldest().filter(BatchSubmitter::isOverdue).isPresent()) {
            leaveNode();
        }
        if (stream == null && !unanswered.isEmpty()) {
            connect();
        } else {
            fresh.forEach(this::send);
        }
    }

    private SignedBatch nextBatch() {
        var entries = new ArrayList<SignedReceipt>();
        while (!queue.isEmpty() && entries.size() < MAX_BATCH) {
            entries.add(queue.removeFirst());
        }
        return SignedBatch.sign(chain, ++sequence, entries, domain, provider);
    }

    private Optional<Unanswered> oldest() {
        return unanswered.values().stream().findFirst();
    }

    private static boolean isOverdue(Unanswered batch) {
        return System.nanoTime() - batch.sinceNanos() > OVERDUE_NANOS;
    }

    /// Opens a stream to the present node and submits everything unanswered over it.
    private void connect() {
        var listening = new Answers();
        answers = listening;
        stream = IngestGrpc.newStub(nodes.channel(node)).submit(listening);
        long now = System.nanoTime();
        unanswered.replaceAll((hash, batch) -> new Unanswered(batch.batch(), now));
        List.copyOf(unanswered.values()).forEach(batch -> send(batch.batch()));
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
    }

    private synchronized void answered(BatchAnswer answer) {
        if (answer.getBatchHash().size() != Hash.ZERO.bytes().size()) {
            return;
        }
        var batch = unanswered.remove(Hash.of(Bytes.wrap(answer.getBatchHash().toByteArray())));
        if (batch == null) {
            return;
        }
        int receipts = batch.batch().receipts().size();
        boolean ordered = answer.getRefusal().getCode().equals(Rejection.BATCH_ALREADY_ORDERED.name());
        if (answer.hasRefusal() && !ordered) {
            log.refused(receipts, answer.getRefusal());
        } else {
            log.certified(receipts, answer.getCertificate());
        }
    }

    private synchronized void broken(Answers which) {
        // Only the stream of now: one that was left behind may still report its end.
        if (which.equals(answers)) {
            stream = null;
            answers = null;
            node++;
        }
    }

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
