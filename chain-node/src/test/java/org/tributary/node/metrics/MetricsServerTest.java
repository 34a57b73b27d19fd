// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tributary.node.log.LogReadings;
import org.tributary.node.peer.DropReason;
import org.tributary.node.peer.PeerTraffic;
import org.tributary.primitives.ChainName;

class MetricsServerTest {
    private final AtomicLong behind = new AtomicLong();
    private final List<ChainReadings> chains =
            List.of(new ChainReadings(ChainName.MAIN, () -> 42, behind::get, () -> 3, () -> 2, () -> 17));
    private final Metrics metrics =
            new Metrics(chains, () -> 3, MetricsServerTest::traffic, new MeteringReadings(() -> 1.5, () -> 250));
    private final MetricsServer server = MetricsServer.start("127.0.0.1", 0, metrics, new Readiness(() -> 3, chains));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theFiguresAreThoseOfTheSuppliersAtThatMoment() throws IOException, InterruptedException {
        metrics.blockCommitted(ChainName.MAIN, Duration.ofMillis(250));
        metrics.receiptsAccepted(5);
        metrics.receiptsRejected(Thread.State.BLOCKED, 2);
        metrics.log(new ChainName("cdn"), () -> new LogReadings(900, 2, 7, 8, 4, 1, 3, 5));
        assertThat(get("/metrics").body().lines())
                .contains(
                        "pbft_height{chain=\"main\"} 42.0",
                        "pbft_view_changes_total{chain=\"main\"} 3.0",
                        "pbft_equivocations_total{chain=\"main\"} 2.0",
                        "pbft_block_interval_seconds_sum{chain=\"main\"} 0.25",
                        "mempool_size_transactions{chain=\"main\"} 17.0",
                        "peer_connected_count 3.0",
                        "peer_frames_sent_total 7.0",
                        "peer_frames_dropped_total{reason=\"queue_full\"} 9.0",
                        "metering_receipts_accepted_total 5.0",
                        "metering_receipts_rejected_total{reason=\"blocked\"} 2.0",
                        "log_size_bytes{chain=\"cdn\"} 900.0",
                        "log_segments_count{chain=\"cdn\"} 2.0",
                        "log_batches_count{chain=\"cdn\"} 7.0",
                        "log_appends_total{chain=\"cdn\"} 8.0",
                        "log_syncs_total{chain=\"cdn\"} 4.0",
                        "log_refused_total{chain=\"cdn\"} 1.0",
                        "log_damaged_total{chain=\"cdn\"} 3.0",
                        "log_dropped_total{chain=\"cdn\"} 5.0",
                        "settlement_lag_seconds 1.5",
                        "settlement_unsettled_tokens 250.0");
    }

    @Test
    void aLiveNodeSaysSo() throws IOException, InterruptedException {
        assertThat(get("/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void readinessNamesWhatIsMissing() throws IOException, InterruptedException {
        assertThat(get("/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/readiness?minPeers=3&maxBlocksBehind=0").statusCode()).isEqualTo(200);
        var lonely = get("/readiness?minPeers=4");
        assertThat(lonely.statusCode()).isEqualTo(503);
        assertThat(lonely.body()).contains("3 peers", "4 are wanted");
        behind.set(11);
        var late = get("/readiness");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).contains("main is 11 blocks behind");
        assertThat(get("/readiness?maxBlocksBehind=11").statusCode()).isEqualTo(200);
        assertThat(get("/readiness?minPeers=many").statusCode()).isEqualTo(400);
    }

    @Test
    void aBusyPortIsSaidByItsNumber() {
        assertThatThrownBy(
                        () -> MetricsServer.start("127.0.0.1", server.port(), metrics, new Readiness(() -> 3, chains)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("metrics port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static PeerTraffic traffic() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        dropped.put(DropReason.QUEUE_FULL, 9L);
        return new PeerTraffic(7, 6, 5, 900, 800, 4, 3, 2, 1, dropped);
    }
}
