// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.PoolBook;
import org.tributary.rpc.v1.ExposureGrpc;
import org.tributary.rpc.v1.GetPoolRequest;
import org.tributary.rpc.v1.PoolState;
import org.tributary.rpc.v1.WatchPoolRequest;

/// Says where a pool's money is, once or whenever it moves.
final class ExposureService extends ExposureGrpc.ExposureImplBase {
    /// Each reads a pool at every height.
    private static final int MOST_WATCHERS = 1_000;

    /// How soon a watcher whose client has left is noticed on a network that makes no blocks.
    private static final long LOOK_MILLIS = 1_000;

    private final NetworkView network;
    private final MeteredChains chains;
    private final PacedStreams streams;
    private final Semaphore watchers = new Semaphore(MOST_WATCHERS);

    ExposureService(NetworkView network, MeteredChains chains, PacedStreams streams) {
        this.network = network;
        this.chains = chains;
        this.streams = streams;
    }

    @Override
    public void getPool(GetPoolRequest request, StreamObserver<PoolState> client) {
        Unary.answer(client, () -> message(book(request.getPool())));
    }

    @Override
    public void watchPool(WatchPoolRequest request, StreamObserver<PoolState> client) {
        var call = (ServerCallStreamObserver<PoolState>) client;
        streams.answer(client, sink -> {
            if (!watchers.tryAcquire()) {
                throw Statuses.overloaded("this node has " + MOST_WATCHERS + " watchers of pools; ask another");
            }
            try {
                watch(request.getPool(), sink, call::isCancelled);
            } finally {
                watchers.release();
            }
        });
    }

    private void watch(ByteString pool, Consumer<PoolState> sink, BooleanSupplier left) {
        var heads = new Semaphore(0);
        try (var _ = network.onHead(_ -> heads.release())) {
            var shown = book(pool);
            sink.accept(message(shown));
            while (!left.getAsBoolean()) {
                if (!next(heads)) {
                    continue;
                }
                var now = book(pool);
                if (!now.isAs(shown)) {
                    shown = now;
                    sink.accept(message(now));
                }
            }
        }
    }

    /// Whether there is a new height, or several.
    private static boolean next(Semaphore heads) {
        try {
            boolean any = heads.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            heads.drainPermits();
            return any;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Status.UNAVAILABLE.withDescription("the node is stopping").asRuntimeException();
        }
    }

    private PoolBook book(ByteString pool) {
        Hash id = Requests.hash("pool", pool);
        return PoolBook.read(network, chains, id).orElseThrow(() -> Statuses.notFound("no pool " + id));
    }

    private static PoolState message(PoolBook book) {
        var money = book.money();
        var message = PoolState.newBuilder()
                .setHeight(book.height().number())
                .setPool(Requests.bytes(book.pool()))
                .setOwner(Requests.bytes(book.owner()))
                .setDeposited(money.deposited().toString())
                .setFree(money.free().toString())
                .setAuthorised(money.authorised().toString())
                .setOwed(money.owed().toString())
                .setHeld(money.held().toString())
                .setPaid(money.paid().toString())
                .setWithdrawn(money.withdrawn().toString())
                .setAdds(money.adds())
                .setMinEpoch(book.minEpoch())
                .setCoverBasisPoints(book.cover().basisPoints())
                .setDebt(book.cover().debt().toString());
        book.cover().free().forEach((chain, free) -> message.putFreeCover(chain.text(), free.toString()));
        return message.build();
    }
}
