// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.tributary.node.log.LogReadings;
import org.tributary.node.peer.DropReason;
import org.tributary.node.peer.PeerTraffic;
import org.tributary.primitives.ChainName;

/// The node's figures in Prometheus' text format.
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /// These are held here because the registry holds the source of a function counter weakly: it would fall silent.
    private final Supplier<PeerTraffic> traffic;

    private final List<ChainReadings> chains;
    private final List<Supplier<LogReadings>> logs = new CopyOnWriteArrayList<>();

    public Metrics(
            List<ChainReadings> chains, IntSupplier peers, Supplier<PeerTraffic> traffic, MeteringReadings metering) {
        this.traffic = traffic;
        this.chains = List.copyOf(chains);
        this.chains.forEach(this::register);
        gauge("peer_connected_count", "Peers that are connected", peers::getAsInt);
        gauge(
                "settlement_lag_seconds",
                "Age of the oldest closed window that is not settled",
                metering.settlementLagSeconds()::getAsDouble);
        gauge(
                "settlement_unsettled_tokens",
                "Earned and not yet paid, in whole tokens",
                metering.unsettledTokens()::getAsDouble);
        registerTraffic();
    }

    private void register(ChainReadings readings) {
        var chain = readings.chain().text();
        Gauge.builder("pbft_height", readings.height()::getAsLong)
                .description("Height of the last committed block")
                .tag("chain", chain)
                .register(registry);
        Gauge.builder("pbft_behind_blocks", readings.blocksBehind()::getAsLong)
                .description("Certified blocks that peers have and this node has not")
                .tag("chain", chain)
                .register(registry);
        Gauge.builder("mempool_size_transactions", readings.mempoolSize()::getAsLong)
                .description("Transactions that wait")
                .tag("chain", chain)
                .register(registry);
        FunctionCounter.builder(
                        "pbft_view_changes", readings, r -> r.viewChanges().getAsLong())
                .description("View changes since start")
                .tag("chain", chain)
                .register(registry);
        FunctionCounter.builder(
                        "pbft_equivocations", readings, r -> r.equivocations().getAsLong())
                .description("Pairs of contradicting votes of one member that were seen since start")
                .tag("chain", chain)
                .register(registry);
    }

    /// The figures of a service chain's log.
    ///
    /// @param readings called from the metrics server's threads
    public void log(ChainName chain, Supplier<LogReadings> readings) {
        logs.add(readings);
        logGauge(chain, "log_size_bytes", "Bytes of all segments", readings, LogReadings::bytes);
        logGauge(chain, "log_segments_count", "Segments", readings, LogReadings::segments);
        logGauge(chain, "log_batches_count", "Batches that can be read", readings, LogReadings::batches);
        logCounter(chain, "log_appends", "Batches written", readings, LogReadings::appends);
        logCounter(chain, "log_syncs", "Syncs; several batches share one", readings, LogReadings::syncs);
        logCounter(chain, "log_refused", "Batches that the disk did not take", readings, LogReadings::refused);
        logCounter(
                chain,
                "log_damaged",
                "Places in segments that were not as they were written",
                readings,
                LogReadings::damaged);
        logCounter(chain, "log_dropped", "Batches that were past their time", readings, LogReadings::dropped);
    }

    private void logGauge(
            ChainName chain,
            String name,
            String description,
            Supplier<LogReadings> readings,
            ToDoubleFunction<LogReadings> value) {
        Gauge.builder(name, () -> value.applyAsDouble(readings.get()))
                .description(description)
                .tag("chain", chain.text())
                .register(registry);
    }

    private void logCounter(
            ChainName chain,
            String name,
            String description,
            Supplier<LogReadings> readings,
            ToDoubleFunction<LogReadings> value) {
        FunctionCounter.builder(name, readings, source -> value.applyAsDouble(source.get()))
                .description(description)
                .tag("chain", chain.text())
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private void registerTraffic() {
        trafficCounter("peer_frames_sent", "Frames sent", PeerTraffic::framesSent);
        trafficCounter("peer_messages_sent", "gRPC messages that the frames went out in", PeerTraffic::messagesSent);
        trafficCounter("peer_frames_received", "Frames received", PeerTraffic::framesReceived);
        trafficCounter("peer_sent_bytes", "Bytes of the frames sent, before gRPC and TLS", PeerTraffic::bytesSent);
        trafficCounter("peer_received_bytes", "Bytes of the frames received", PeerTraffic::bytesReceived);
        trafficCounter("peer_reconnects", "Connections established again", PeerTraffic::reconnects);
        trafficCounter("peer_refusals", "Certificates refused", PeerTraffic::refusals);
        trafficCounter("peer_held_back", "Messages after which a peer had to wait", PeerTraffic::heldBack);
        for (var reason : DropReason.values()) {
            FunctionCounter.builder(
                            "peer_frames_dropped",
                            traffic,
                            t -> t.get().dropped().getOrDefault(reason, 0L))
                    .description("Frames that came to nothing")
                    .tag("reason", label(reason))
                    .register(registry);
        }
    }

    private void trafficCounter(String name, String description, ToDoubleFunction<PeerTraffic> count) {
        FunctionCounter.builder(name, traffic, t -> count.applyAsDouble(t.get()))
                .description(description)
                .register(registry);
    }

    /// Notes a committed block and the time since the one before it.
    public void blockCommitted(ChainName chain, Duration sincePrevious) {
        Timer.builder("pbft_block_interval")
                .description("Time between committed blocks")
                .tag("chain", chain.text())
                .register(registry)
                .record(sincePrevious);
    }

    public void receiptsAccepted(long count) {
        Counter.builder("metering_receipts_accepted")
                .description("Receipts accepted")
                .register(registry)
                .increment((double) count);
    }

    /// @param reason a value of an enum, so that no peer can make up labels without end
    public void receiptsRejected(Enum<?> reason, long count) {
        Counter.builder("metering_receipts_rejected")
                .description("Receipts rejected")
                .tag("reason", label(reason))
                .register(registry)
                .increment((double) count);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Everything, in Prometheus' text format 0.0.4.
    public String scrape() {
        return registry.scrape();
    }
}
