// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.ledger.view.MeteringView;
import org.tributary.node.edge.network.Ingest;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.grpc.BatchDesk;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.ReceiptBatch;

/// The nodes' doors, as one life of an edge reaches them: a stream ends with either side's process.
final class SimulatedIngest implements Ingest {
    private static final int LATENCY_MICROS = 400;

    private final Simulation simulation;
    private final SimulatedEdge edge;
    private final Life here;
    // By batch.
    private final Map<Hash, Integer> sent = new TreeMap<>();

    SimulatedIngest(Simulation simulation, SimulatedEdge edge, Life here) {
        this.simulation = simulation;
        this.edge = edge;
        this.here = here;
    }

    /// What a node says to one batch.
    private static BatchDesk desk(SimulatedNode node) {
        var core = node.core().orElseThrow();
        var views = new TreeMap<ChainName, MeteringView>();
        core.services().forEach((chain, service) -> views.put(chain, service.metering()));
        return new BatchDesk(
                new MeteredChains(views),
                (chain, batch) -> Bills.service(node, chain).door().submit(batch));
    }

    @Override
    public StreamObserver<ReceiptBatch> submit(int number, StreamObserver<BatchAnswer> answers) {
        return new Stream(
                simulation.node(Math.floorMod(number, simulation.nodes().size())), answers);
    }

    /// Calls travel in order, each way.
    private final class Stream implements StreamObserver<ReceiptBatch> {
        private final SimulatedNode node;
        private final StreamObserver<BatchAnswer> answers;
        private final Life there;
        private long lastMicros;
        private boolean ended;

        Stream(SimulatedNode node, StreamObserver<BatchAnswer> answers) {
            this.node = node;
            this.answers = answers;
            this.there = node.life().orElse(here);
            if (!node.isUp()) {
                back(this::end);
            }
        }

        @Override
        public void onNext(ReceiptBatch batch) {
            edge.sends();
            noteSent(batch);
            simulation.agenda().inMicros(latency(), () -> arrived(batch));
            edge.sent();
        }

        private void noteSent(ReceiptBatch message) {
            var batch = decoded(message);
            var before = sent.put(batch.hash(), node.number());
            if (before != null && before != node.number()) {
                simulation.faults().took(FaultKind.BATCH_ELSEWHERE);
            }
        }

        private void arrived(ReceiptBatch batch) {
            if (there.isOver() || !node.isUp()) {
                back(this::end);
                return;
            }
            there.run(() -> {
                var answer = desk(node).answer(batch);
                var _ = answer.whenComplete((given, failure) -> answered(decoded(batch), given, failure));
                edge.handedIn(node, decoded(batch));
                node.reached(Moment.RECEIVED);
            });
        }

        private void answered(SignedBatch batch, @Nullable BatchAnswer answer, @Nullable Throwable failure) {
            if (answer == null) {
                if (!(failure instanceof CompletionException)) {
                    throw new IllegalStateException("only a busy node fails", failure);
                }
                back(this::end);
                return;
            }
            node.reached(Moment.CERTIFIED);
            back(() -> edge.answered(batch, answer, () -> {
                if (!ended) {
                    answers.onNext(answer);
                }
            }));
            node.reached(Moment.ANSWERED);
        }

        private void back(Runnable task) {
            here.inMicros(latency(), task);
        }

        private long latency() {
            long now = simulation.agenda().nowMicros();
            lastMicros = Math.max(lastMicros + 1, now + 50 + simulation.random().nextInt(LATENCY_MICROS));
            return lastMicros - now;
        }

        private void end() {
            if (!ended) {
                ended = true;
                answers.onError(Status.UNAVAILABLE.asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended = true;
        }

        @Override
        public void onCompleted() {
            ended = true;
        }
    }

    static ByteString hash(ReceiptBatch message) {
        return ByteString.copyFrom(decoded(message).hash().bytes().toArrayUnsafe());
    }

    private static SignedBatch decoded(ReceiptBatch message) {
        return SignedBatch.decode(Bytes.wrap(message.getBatch().toByteArray())).orBroken("a batch of our own");
    }
}
