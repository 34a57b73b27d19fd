// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.NodeDoors;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.bench.PeakMemory;
import org.tributary.node.bench.Percentiles;
import org.tributary.node.setup.Entries;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.rpc.grpc.GrpcLimits;
import org.tributary.rpc.grpc.GrpcServer;
import org.tributary.rpc.grpc.GrpcSettings;

/// Runs a month of one payer through a whole node, the one validator of its network, and then looks at the bill as its
/// payer does: all of it, line by line, and recomputed. What it comes to is compared with all samples sorted.
final class BillBench {
    private static final int EXPLAINED = 2_000;
    private static final int SHOWN = 5;
    private static final int HOUR = 12;
    private static final int SCOPES = 10;
    private static final int SHARES_BEFORE = 15;
    private static final int SHARES_SINCE = 16;

    private final MonthPlan plan;
    private final SoloNetwork network;
    private final Consumer<String> progress;
    private final long[] sequences;
    private final List<Long> samples;
    private long opened;
    private long receipts;
    private long stateBytes;

    private BillBench(MonthPlan plan, SoloNetwork network, Consumer<String> progress) {
        this.plan = plan;
        this.network = network;
        this.progress = progress;
        this.sequences = new long[plan.providers()];
        this.samples = new ArrayList<>(Collections.nCopies(plan.samples(), 0L));
    }

    /// A session, and the sample that it ends in.
    private record Running(DaySession session, int last) {}

    /// @param progress is told in words what goes on
    static BillFigures run(MonthPlan plan, Consumer<String> progress) throws IOException {
        var directory = Files.createTempDirectory("tributary-month-");
        try (var network = new SoloNetwork(directory, MonthPlan.START_MILLIS, plan.providers(), MonthPlan.COVER)) {
            return new BillBench(plan, network, progress).run(directory);
        } finally {
            Entries.delete(directory);
        }
    }

    private BillFigures run(Path directory) throws IOException {
        long start = System.nanoTime();
        network.fund();
        serve();
        long shareBytes = Stream.of(SHARES_BEFORE, SHARES_SINCE)
                .flatMap(tag -> network.node().cells(tag).stream())
                .mapToLong(Long::longValue)
                .sum();
        progress.accept("closing the month");
        var rules = network.node().metering().rules();
        var monthEnd = new Bucket(first() + MonthPlan.SAMPLES_OF_MONTH - 1);
        network.settle(rules.window(rules.acceptanceEnd(monthEnd)) + 1);
        if (!network.node().cells(SCOPES).isEmpty()
                || !network.node().cells(SHARES_BEFORE).isEmpty()) {
            throw new BenchFailed("something of the closed month is left in the state");
        }
        // A bill is asked for long after its windows were in anybody's memory.
        network.restart();
        var genesis = directory.resolve("genesis.json");
        SpecFile.write(network.spec(), genesis);
        var core = network.node().core();
        try (var door =
                GrpcServer.start(new GrpcSettings("127.0.0.1", 0, GrpcLimits.DEFAULTS), NodeDoors.grpcPorts(core))) {
            return figures(new BillUser("127.0.0.1:" + door.port(), genesis), directory, start, shareBytes);
        }
    }

    private static long first() {
        return MonthPlan.START_MILLIS / SoloNetwork.BUCKET_MILLIS;
    }

    private void serve() {
        var running = new ArrayList<Running>();
        for (int sample = 0; sample < plan.samples(); sample++) {
            var bucket = new Bucket(first() + sample);
            network.clock().set(bucket.number() * SoloNetwork.BUCKET_MILLIS);
            running.addAll(open(bucket, sample));
            network.clock().set(bucket.next().number() * SoloNetwork.BUCKET_MILLIS - 60_000);
            int now = sample;
            var over = running.stream().filter(each -> each.last() == now).toList();
            running.removeAll(over);
            submit(over.stream().map(Running::session).toList());
            if (sample % HOUR == 0) {
                network.node().cells(SCOPES).forEach(bytes -> stateBytes = Math.max(stateBytes, bytes));
            }
            if (sample % (24 * HOUR) == 0) {
                progress.accept("day " + sample / (24 * HOUR) + ": " + receipts + " receipts");
            }
        }
    }

    private List<Running> open(Bucket bucket, int sample) {
        var fresh = IntStream.range(0, plan.sessionsPerSample())
                .mapToObj(i -> session(opened + i, bucket, sample))
                .toList();
        network.open(fresh.stream().map(Running::session).toList());
        opened += fresh.size();
        return fresh;
    }

    private Running session(long number, Bucket bucket, int sample) {
        var traffic = plan.traffic(number, sample);
        var totals = traffic.totals();
        for (int i = 0; i < totals.size(); i++) {
            long units = totals.get(i) - (i == 0 ? 0 : totals.get(i - 1));
            samples.set(sample + i, samples.get(sample + i) + units);
        }
        var session = new DaySession(number, plan.provider(number), network.payer(), bucket, traffic);
        return new Running(session, sample + totals.size() - 1);
    }

    /// Each provider hands in a session's receipts when it is over.
    private void submit(List<DaySession> over) {
        var batches = over.stream()
                .map(session -> {
                    var entries = session.receipts();
                    receipts += entries.size();
                    return network.payer().batch(session.provider(), sequences[session.provider()]++, entries);
                })
                .toList();
        network.submit(batches);
    }

    private BillFigures figures(BillUser user, Path directory, long start, long shareBytes) throws IOException {
        progress.accept("reading the bill");
        var shown = IntStream.range(0, SHOWN).mapToObj(_ -> user.show()).toList();
        var lines = shown.getFirst().json().get("lines");
        var explained = BillUser.spread(shown.getFirst().json(), EXPLAINED).stream()
                .map(line -> user.explain(line).millis())
                .toList();
        progress.accept("exporting and recomputing the bill");
        var bundle = directory.resolve("bill");
        var exported = user.export(bundle);
        var verified = user.verify(bundle);
        check(shown.getFirst().json(), verified.json());
        return new BillFigures(
                Percentiles.of(explained),
                Percentiles.of(shown.stream().map(BillUser.Answer::millis).toList())
                        .p50(),
                stateBytes,
                Percentiles.tenths(verified.millis()),
                Percentiles.tenths(exported.millis()),
                shareBytes / plan.providers(),
                plan.samples(),
                plan.providers(),
                opened,
                receipts,
                lines.size(),
                explained.size(),
                Files.size(bundle),
                Percentiles.tenths((System.nanoTime() - start) / 1e9),
                PeakMemory.mebibytes());
    }

    /// That this is the bill of everything that was served, and of nothing else.
    private void check(JsonNode shown, JsonNode verified) {
        var owed = plan.reference(samples);
        var units = samples.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        long served = IntStream.range(0, plan.providers())
                .filter(provider -> sequences[provider] > 0)
                .count();
        if (!Amount.parse(verified.get("billed").asText()).equals(owed)
                || !Amount.parse(shown.get("billed").asText()).equals(owed)
                || !verified.get("units").bigIntegerValue().equals(units)
                || verified.get("receipts").asLong() != receipts
                || shown.get("byProvider").size() != served
                || served != plan.providers()
                || samples.contains(0L)) {
            throw new BenchFailed("the bill is " + verified + ", all samples sorted come to " + owed + " for " + units
                    + " units of " + receipts + " receipts at " + served + " providers");
        }
    }
}
