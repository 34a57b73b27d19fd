// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tributary.primitives.Hash;
import org.tributary.rpc.sample.SampleChain;
import org.tributary.rpc.v1.ExposureGrpc;
import org.tributary.rpc.v1.GetPoolRequest;
import org.tributary.rpc.v1.PoolState;
import org.tributary.rpc.v1.WatchPoolRequest;

/// Where a pool's money is, asked once and followed.
@Timeout(30)
final class ExposureTest {
    private final RunningGrpc node = RunningGrpc.idle();

    @AfterEach
    void stop() {
        node.close();
    }

    private static ByteString bytes(Hash hash) {
        return Requests.bytes(hash);
    }

    private Iterator<PoolState> watch() {
        return ExposureGrpc.newBlockingStub(node.channel)
                .watchPool(WatchPoolRequest.newBuilder()
                        .setPool(bytes(SampleChain.POOL))
                        .build());
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void aPoolIsShownWithAllItsParts() {
        var state = ExposureGrpc.newBlockingStub(node.channel)
                .getPool(GetPoolRequest.newBuilder()
                        .setPool(bytes(SampleChain.POOL))
                        .build());
        assertThat(state.getDeposited()).isEqualTo("1000");
        assertThat(state.getWithdrawn()).isEqualTo("10");
        assertThat(state.getAdds()).isTrue();
        assertThat(state.getFreeCoverMap()).containsOnlyKeys("cdn");
    }

    @Test
    void aBookThatDoesNotAddUpIsShownAsSuch() {
        node.network.pool(1_000, 400, 300, 120, 30, 140, 11, 2);
        assertThat(watch().next().getAdds()).isFalse();
    }

    @Test
    void aPoolThatIsNotThereIsNotFound() {
        var unknown = GetPoolRequest.newBuilder().setPool(bytes(Hash.ZERO)).build();
        assertThatThrownBy(() -> ExposureGrpc.newBlockingStub(node.channel).getPool(unknown))
                .hasMessageContaining("NOT_FOUND");
        var noHash = WatchPoolRequest.newBuilder()
                .setPool(ByteString.copyFromUtf8("x"))
                .build();
        assertThatThrownBy(() -> ExposureGrpc.newBlockingStub(node.channel)
                        .watchPool(noHash)
                        .hasNext())
                .hasMessageContaining("pool: want 32 bytes");
    }

    @Test
    void aWatcherSeesThePoolNowAndEachChangeButNoHeightWithoutOne() throws InterruptedException {
        var states = watch();
        assertThat(states.next().getPaid()).isEqualTo("140");
        until(() -> node.network.listeners() == 1);
        node.network.produce(0);
        node.network.produce(0);
        node.network.pool(1_000, 400, 290, 120, 30, 150, 10, 2);
        node.network.produce(0);
        var next = states.next();
        assertThat(next.getPaid()).isEqualTo("150");
        assertThat(next.getHeight()).isEqualTo(3);
    }

    @Test
    void aWatcherThatLeavesIsForgotten() throws InterruptedException {
        var context = Context.current().withCancellation();
        context.run(() -> watch().next());
        assertThat(node.network.listeners()).isOne();
        context.cancel(null);
        until(() -> node.network.listeners() == 0);
    }
}
