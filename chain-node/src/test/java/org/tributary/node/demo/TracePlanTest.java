// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.node.demo.AccessLog.Request;
import org.tributary.node.demo.TraceSession.Use;

class TracePlanTest {
    private static final long START = 1_431_857_103;
    private static final long BUCKET = TracePlan.BUCKET_SECONDS;
    private static final long DAY = BUCKET * TracePlan.BUCKETS_PER_DAY;

    @Test
    void bucketsCountFromTheEarliestTimeWhateverTheOrderOfLines() {
        var plan = plan(request("a", 2 * BUCKET, 5), request("a", 0, 7), request("a", BUCKET - 1, 1));
        assertThat(plan.buckets()).isEqualTo(3);
        assertThat(plan.sessions()).hasSize(1);
        assertThat(plan.sessions().getFirst().uses()).containsExactly(new Use(0, 8), new Use(2, 13));
    }

    @Test
    void aSessionIsOneClientAtOneProviderOnOneDay() {
        var plan = plan(request("a", 0, 1), request("b", 0, 1), request("a", DAY, 1), request("a", DAY - 1, 1));
        assertThat(plan.sessions())
                .extracting(TraceSession::client, TraceSession::day, TraceSession::first)
                .containsExactly(tuple("a", 0L, 0L), tuple("b", 0L, 0L), tuple("a", 1L, 288L));
    }

    @Test
    void aSessionWithoutBytesHasATicketAndNoReceipt() {
        var plan = plan(request("a", 0, 0));
        assertThat(plan.sessions()).hasSize(1);
        assertThat(plan.receipts()).isZero();
    }

    @Test
    void objectsAreSpreadOverTheProviders() {
        assertThat(List.of("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h").stream()
                        .map(object -> ObjectHash.provider(object, 3))
                        .distinct())
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aLogWithoutRequestsIsRefused() {
        assertThatThrownBy(() -> plan()).isInstanceOf(DemoFailed.class).hasMessageContaining("no line");
    }

    @Test
    void moreBytesThanCanBeCountedAreRefused() {
        var much = new Request("a", START, "/o", Long.MAX_VALUE);
        assertThatThrownBy(() -> plan(much, much))
                .isInstanceOf(DemoFailed.class)
                .hasMessageContaining("2^63");
    }

    @Test
    void theRealLogComesToItsKnownFigures() throws IOException {
        var file = traces().resolve("web-2015-05.log.gz");
        assumeTrue(Files.exists(file), "there is no " + file);
        var log = AccessLog.read(file);
        var plan = TracePlan.of(log);
        assertThat(log.badLines()).isZero();
        assertThat(plan.traffic()).isEqualTo(new TrafficCount(10_000, 2_747_282_740L));
        assertThat(plan.buckets()).isEqualTo(997);
        assertThat(plan.receipts()).isEqualTo(4_515);
        assertThat(plan.sessions().stream().mapToLong(TraceSession::bytes).sum())
                .isEqualTo(2_747_282_740L);
        assertThat(plan.sessions()).allSatisfy(TracePlanTest::hasRisingTotalsOfItsDay);
        long start =
                log.requests().stream().mapToLong(Request::epochSecond).min().orElseThrow();
        long keys =
                log.requests().stream().map(each -> key(start, each)).distinct().count();
        assertThat(plan.sessions()).hasSize(3_484).hasSize(Math.toIntExact(keys));
    }

    private static void hasRisingTotalsOfItsDay(TraceSession session) {
        long total = 0;
        long bucket = -1;
        for (var use : session.uses()) {
            assertThat(use.total()).isGreaterThan(total);
            assertThat(use.bucket()).isGreaterThan(bucket).isGreaterThanOrEqualTo(session.first());
            assertThat(use.bucket() / TracePlan.BUCKETS_PER_DAY).isEqualTo(session.day());
            total = use.total();
            bucket = use.bucket();
        }
    }

    private static List<Object> key(long start, Request request) {
        return List.of(
                request.client(),
                ObjectHash.provider(request.object(), TracePlan.PROVIDERS),
                (request.epochSecond() - start) / DAY);
    }

    private static Path traces() {
        return Optional.ofNullable(System.getenv("TRIBUTARY_DATA"))
                .map(Path::of)
                .orElse(Path.of("../../shared/data"))
                .resolve("traces");
    }

    private static Request request(String client, long second, long bytes) {
        return new Request(client, START + second, "/o", bytes);
    }

    private static TracePlan plan(Request... requests) {
        return TracePlan.of(new AccessLog(List.of(requests), 0));
    }
}
