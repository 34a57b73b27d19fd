// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.ChainName;

class PeerRequestTest {
    private static final Bytes BODY = Bytes.of(1, 2, 3);

    @Test
    void aQuestionBringsThePeersAnswer() {
        try (var a = TestNode.start(1);
                var b = TestNode.start(2)) {
            connect(a, b);
            assertThat(ask(a, b, BODY).join()).isEqualTo(Bytes.of(3, 2, 1));
        }
    }

    @Test
    void anAnswerOfTheLargestSizeArrives() {
        var large = Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD]);
        try (var a = TestNode.start(1);
                var b = TestNode.answering(2, (_, _) -> Optional.of(large))) {
            connect(a, b);
            assertThat(ask(a, b, BODY).join()).isEqualTo(large);
        }
    }

    @Test
    void whatThePeerDoesNotHaveIsNotFound() {
        try (var a = TestNode.start(1);
                var b = TestNode.answering(2, (_, _) -> Optional.empty())) {
            connect(a, b);
            assertThat(reason(ask(a, b, BODY))).isEqualTo(PeerFailure.Reason.NOT_FOUND);
        }
    }

    @Test
    void bodiesAndAnswersOverTheLimitAreRefused() {
        var tooLarge = Bytes.wrap(new byte[PeerNetwork.MAX_PAYLOAD + 1]);
        try (var a = TestNode.start(1);
                var b = TestNode.answering(2, (_, _) -> Optional.of(tooLarge))) {
            connect(a, b);
            assertThat(reason(ask(a, b, BODY))).isEqualTo(PeerFailure.Reason.TOO_LARGE);
            assertThat(reason(ask(a, b, tooLarge))).isEqualTo(PeerFailure.Reason.TOO_LARGE);
            assertThat(a.network.connected()).containsExactly(b.key());
        }
    }

    @Test
    void aHandlerThatThrowsFailsThatRequestOnly() {
        try (var a = TestNode.start(1);
                var b = TestNode.answering(2, (_, body) -> {
                    if (body.isEmpty()) {
                        throw new IllegalStateException("an empty body");
                    }
                    return Optional.of(body);
                })) {
            connect(a, b);
            assertThat(reason(ask(a, b, Bytes.EMPTY))).isEqualTo(PeerFailure.Reason.FAILED);
            assertThat(ask(a, b, BODY).join()).isEqualTo(BODY);
            assertThat(b.dropped(DropReason.HANDLER_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void aSlowPeerTimesOutAndTooManyRequestsAreBusy() {
        var release = new CountDownLatch(1);
        try (var a = TestNode.start(1, TestNode.impatient(Duration.ofSeconds(1)));
                var b = TestNode.answering(2, (_, body) -> {
                    awaitQuietly(release);
                    return Optional.of(body);
                })) {
            connect(a, b);
            var pending = new ArrayList<CompletableFuture<Bytes>>();
            for (int i = 0; i < PeerConnection.MAX_PENDING_REQUESTS; i++) {
                pending.add(ask(a, b, BODY));
            }
            assertThat(reason(ask(a, b, BODY))).isEqualTo(PeerFailure.Reason.BUSY);
            assertThat(pending).allSatisfy(p -> assertThat(reason(p)).isEqualTo(PeerFailure.Reason.TIMED_OUT));
            release.countDown();
            await().until(() -> !ask(a, b, BODY)
                    .handle((_, failure) -> failure)
                    .thenApply(Optional::ofNullable)
                    .join()
                    .isPresent());
        }
    }

    @Test
    void aPeerThatIsAwayFailsAtOnce() {
        try (var a = TestNode.start(1)) {
            var b = TestNode.start(2);
            connect(a, b);
            var stranger = TestNode.key(9).publicKey();
            assertThat(reason(a.network.request(stranger, Query.BLOCKS, ChainName.MAIN, BODY)))
                    .isEqualTo(PeerFailure.Reason.NOT_CONNECTED);
            b.close();
            await().until(() -> a.network.connected().isEmpty());
            assertThat(reason(ask(a, b, BODY))).isEqualTo(PeerFailure.Reason.NOT_CONNECTED);
        }
    }

    @Test
    void closingEndsTheRequestsUnderWay() {
        var release = new CountDownLatch(1);
        var a = TestNode.start(1);
        try (var b = TestNode.answering(2, (_, body) -> {
            awaitQuietly(release);
            return Optional.of(body);
        })) {
            connect(a, b);
            var pending = ask(a, b, BODY);
            a.close();
            await().until(pending::isCompletedExceptionally);
            release.countDown();
        }
    }

    private static void connect(TestNode a, TestNode b) {
        TestNode.connect(a, b);
        // Questions go to whom we dialled ourselves.
        await().until(() -> a.network.traffic().connections() > 0);
    }

    private static CompletableFuture<Bytes> ask(TestNode a, TestNode b, Bytes body) {
        return a.network.request(b.key(), Query.BLOCKS, ChainName.MAIN, body);
    }

    private static PeerFailure.Reason reason(CompletableFuture<Bytes> request) {
        var failure = request.handle((_, thrown) -> thrown).join();
        assertThat(failure).isInstanceOf(PeerFailure.class);
        return failure instanceof PeerFailure known ? known.reason() : fail();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
