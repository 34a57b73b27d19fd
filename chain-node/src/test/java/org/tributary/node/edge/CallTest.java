// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.client.Call;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.Frame;
import org.tributary.node.client.Issued;
import org.tributary.node.client.TicketFile;
import org.tributary.primitives.UsageKind;

/// Calls over a real edge: what is heard is what is signed for, and no more than time has passed.
class CallTest {
    private static final long CREDIT = 1_000;
    private static final Bytes HELLO = Bytes.fromHexString("0x68656c6c6f");

    private final RunningEdge edge;
    private final List<Bytes> heard = new CopyOnWriteArrayList<>();

    CallTest(@TempDir Path folder) {
        edge = new RunningEdge(folder, new Goods.Lines(), new Issued(UsageKind.CALL_MILLISECONDS), CREDIT);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private TicketFile ticket() {
        return edge.ticket(3_600_000, 3_600_000);
    }

    private EdgeSession open(TicketFile ticket) throws Exception {
        return EdgeSession.open(edge.http, edge.url("/"), ticket, edge.issued.client, () -> edge.now);
    }

    private Call join(EdgeSession session, String name) throws Exception {
        return Call.join(session, edge.url("/calls/" + name), heard::add);
    }

    /// Says frames at the pace of speech, while the edge's clock goes on.
    private void talk(Call from, int frames) throws Exception {
        for (int i = 0; i < frames; i++) {
            assertThat(from.say(HELLO)).isTrue();
            Thread.sleep(Frame.MILLIS);
            edge.now = edge.now.plusMillis(Frame.MILLIS);
        }
    }

    @Test
    void whatIsHeardIsSignedFor() throws Exception {
        var one = open(ticket());
        var other = open(ticket());
        try (var caller = join(one, "a");
                var callee = join(other, "a")) {
            talk(caller, 50);
            Awaitility.await().until(() -> heard.size() == 50);
            caller.close();
            assertThat(callee.await(Duration.ofSeconds(5))).isTrue();
            assertThat(callee.end())
                    .hasValueSatisfying(end -> assertThat(end.status()).isEqualTo(1_000));
        }
        assertThat(heard).containsOnly(HELLO);
        other.end();
        assertThat(other.received()).isEqualTo(50 * Frame.MILLIS);
        assertThat(one.received()).isZero();
        var last = edge.book.last(other.ticket()).orElseThrow().receipt();
        assertThat(last.millis()).isEqualTo(other.received());
        assertThat(last.down()).isZero();
        one.close();
        other.close();
    }

    @Test
    void aBrokenLineEndsTheCallOfTheOtherWithItsReason() throws Exception {
        var one = open(ticket());
        var other = open(ticket());
        var caller = join(one, "a");
        try (var callee = join(other, "a")) {
            talk(caller, 5);
            caller.drop();
            assertThat(callee.await(Duration.ofSeconds(5))).isTrue();
            assertThat(callee.end()).hasValueSatisfying(end -> {
                assertThat(end.status()).isEqualTo(4_410);
                assertThat(end.reason()).startsWith("PEER_GONE");
            });
            assertThat(callee.say(HELLO)).isFalse();
        }
    }

    @Test
    void whoSpeaksFasterThanTimeIsNotHeardForLonger() throws Exception {
        var other = open(ticket());
        long start = System.nanoTime();
        try (var caller = join(open(ticket()), "a");
                var callee = join(other, "a")) {
            for (int i = 0; i < 400; i++) {
                caller.say(HELLO);
                Thread.sleep(1);
            }
            Thread.sleep(200);
            assertThat(callee.heardMillis()).isPositive();
            long passed = (System.nanoTime() - start) / 1_000_000;
            assertThat(callee.heardMillis()).isLessThanOrEqualTo(passed);
            assertThat(edge.edge().counters().servedUnits()).isLessThanOrEqualTo(passed + 2 * 220);
        }
    }

    @Test
    void aThirdIsNotInTheCallAndATicketIsInOneOnly() throws Exception {
        var ticket = ticket();
        var session = open(ticket);
        try (var caller = join(session, "a");
                var callee = join(open(ticket()), "a");
                var third = join(open(ticket()), "a");
                var twice = join(session, "b")) {
            for (var refused : List.of(third, twice)) {
                assertThat(refused.await(Duration.ofSeconds(5))).isTrue();
                assertThat(refused.end()).hasValueSatisfying(end -> {
                    assertThat(end.status()).isEqualTo(4_409);
                    assertThat(end.reason()).startsWith("LINE_BUSY");
                });
            }
            talk(caller, 3);
            assertThat(callee.end()).isEmpty();
        }
    }

    @Test
    void whoDoesNotSignHearsNoMoreThanTheCredit() throws Exception {
        var ticket = edge.open(ticket());
        var silent = new SilentLine(edge, ticket, "/calls/a");
        try (var caller = join(open(ticket()), "a")) {
            for (int i = 0; i < 150 && silent.status() == 0; i++) {
                caller.say(HELLO);
                Thread.sleep(Frame.MILLIS);
            }
            Awaitility.await().until(() -> silent.status() != 0);
        }
        assertThat(silent.status()).isEqualTo(4_402);
        assertThat(silent.frames() * Frame.MILLIS).isEqualTo(CREDIT);
    }

    @Test
    void nobodyJoinsWithoutATicketThatIsOpen() throws Exception {
        var stranger = new SilentLine(edge, ticket(), "/calls/a");
        Awaitility.await().until(() -> stranger.status() != 0);
        assertThat(stranger.status()).isEqualTo(4_402);
        assertThat(stranger.reason()).startsWith("UNKNOWN_TICKET");
        var odd = new SilentLine(edge, edge.open(ticket()), "/calls/a.b");
        Awaitility.await().until(() -> odd.status() != 0);
        assertThat(odd.status()).isEqualTo(4_400);
    }

    @Test
    void aTicketForCallsDownloadsNothing() throws Exception {
        try (var session = open(ticket())) {
            assertThatThrownBy(() -> session.fetch(edge.url("/film.bin"), OutputStream.nullOutputStream()))
                    .hasMessageContaining("WRONG_KIND");
        }
    }

    @Test
    void aTicketOfAnotherKindIsRefused() throws Exception {
        var bytes = new Issued().ticket(RunningEdge.NOW, RunningEdge.NOW.plus(60), 1_000, 1_000);
        assertThat(edge.post(bytes, edge.issued.client).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(edge.lodged).isEmpty();
    }
}
