// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.rpc.sample.InMemoryNetwork;
import org.tributary.rpc.sample.Sample;
import org.tributary.rpc.sample.SampleChain;

/// A server over ports in memory, and a channel to it.
final class RunningGrpc implements AutoCloseable {
    /// Pieces of a bill: more than any buffer on the way holds.
    static final int PIECES = 40;

    static final int PIECE_SIZE = 1 << 20;

    final SampleChain chain = new SampleChain(3);
    final InMemoryNetwork network = new InMemoryNetwork();
    /// Pieces that the exporter has handed over.
    final AtomicInteger handedOver = new AtomicInteger();

    final GrpcPorts ports;
    final GrpcServer server;
    final ManagedChannel channel;

    RunningGrpc(ReceiptIntake intake, GrpcLimits limits) {
        this(intake, limits, (_, _) -> CompletableFuture.completedFuture(new OpeningAnswer.Opened(new Height(77))));
    }

    RunningGrpc(ReceiptIntake intake, GrpcLimits limits, TicketOffice office) {
        ports = new GrpcPorts(
                Map.of(SampleChain.CDN, chain),
                network,
                intake,
                office,
                (_, piece) -> {
                    for (int i = 0; i < PIECES; i++) {
                        piece.accept(Bytes.repeat((byte) i, PIECE_SIZE));
                        handedOver.incrementAndGet();
                    }
                },
                new Evidence(),
                (_, batch) -> batch.equals(Hash.ZERO) ? Optional.empty() : Optional.of(batch.bytes()),
                Sample::supply,
                Sample::status);
        server = GrpcServer.start(new GrpcSettings("127.0.0.1", 0, limits), ports);
        channel = Grpc.newChannelBuilderForAddress("127.0.0.1", server.port(), InsecureChannelCredentials.create())
                .build();
    }

    /// Without headers: nothing here is final.
    private static final class Evidence implements LineEvidence {
        @Override
        public Bytes window(ChainName chain, WindowRecord window) {
            return window.proof().encode();
        }

        @Override
        public Optional<Bytes> pool(ChainName chain, Hash pool) {
            return Optional.of(pool.bytes());
        }
    }

    /// Refuses no batch, and certifies none.
    static RunningGrpc idle() {
        return new RunningGrpc((_, _) -> new CompletableFuture<>(), GrpcLimits.DEFAULTS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
