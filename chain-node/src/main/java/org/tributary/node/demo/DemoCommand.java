// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tributary.genesis.Preset;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.node.console.Words;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.remote.Stop;
import org.tributary.primitives.UsageKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary demo`: the main job on real traffic, with nothing else at hand.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start a fresh network, move real traffic over it, and show who is paid what and why.",
            "On cdn three edges serve 14 clients that download; on voip six calls go over them, and the line of one breaks;",
            "on storage they keep objects and prove it, and one loses a part. Everywhere one more client cheats."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything adds up",
            "1:it does not, or the run failed; the reason is on standard error",
            "2:wrong usage"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SHUTDOWN_SECONDS = 30;

    /// More than two windows of five seconds.
    private static final Duration LIVE = Duration.ofSeconds(12);

    private final Supplier<NetworkStarter> networks;
    private final BillCheck bills;
    private final Stop stop = new Stop();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--chain",
            defaultValue = "cdn",
            paramLabel = "NAME",
            description =
                    "the service chain: cdn, voip or storage; what it counts is what is served (${DEFAULT-VALUE})")
    private String chain = "cdn";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "replay this access log (combined or common format, gz too) instead, at receipt level,"
                    + " on cdn: 200 ms for 300 s of the log")
    private @Nullable Path trace;

    @Option(names = "--json", description = "end with one line of figures; progress goes to standard error")
    private boolean json;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "keep the network's data, the content and the bill in this new or empty directory")
    private @Nullable Path keep;

    public DemoCommand(Supplier<NetworkStarter> networks, BillCheck bills) {
        this.networks = networks;
        this.bills = bills;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        var shown = shown();
        var cleaned = new CountDownLatch(1);
        // A signal ends the JVM without the stack being unwound: stop the run, and wait until it has cleaned up.
        var hook = Thread.ofPlatform().unstarted(() -> stopAndWait(cleaned));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return report(run(shown, new Progress(json ? line.getErr() : line.getOut())));
        } catch (DemoFailed | RemoteFailed failed) {
            line.getErr().println("tributary: " + failed.getMessage());
            return 1;
        } catch (IOException failed) {
            line.getErr().println("tributary: " + failed);
            return 1;
        } finally {
            cleaned.countDown();
            if (!stop.isRequested()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void stopAndWait(CountDownLatch cleaned) {
        stop.request();
        try {
            boolean inTime = cleaned.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                spec.commandLine().getErr().println("tributary: gave up cleaning up");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The chain that was asked for, as a fresh network has it.
    private ServiceChainSpec shown() {
        var found = Preset.DEVNET.serviceChains().stream()
                .filter(each -> each.name().text().equals(chain))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--chain: there is no " + chain + ", only cdn, voip and storage"));
        if (trace != null && found.kind() != UsageKind.BYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trace: a log tells of bytes, and " + chain + " counts " + Words.of(found.kind()));
        }
        return found;
    }

    private static LiveUsage usage(UsageKind kind, Workspace workspace) throws IOException {
        return switch (kind) {
            case BYTES -> new LiveTraffic(Content.write(workspace.content()));
            case CALL_MILLISECONDS -> new LiveCalls(LIVE);
            case BYTE_SECONDS -> new LiveStorage(workspace.objects(), LIVE);
            case MESSAGES -> throw new DemoFailed("no chain of this network counts messages");
        };
    }

    private Figures run(ServiceChainSpec shown, Progress progress) throws IOException {
        if (trace == null) {
            return onStage(
                    DemoRules.LIVE, shown, progress, (demo, workspace) -> demo.live(usage(shown.kind(), workspace)));
        }
        var log = AccessLog.read(trace);
        var plan = TracePlan.of(log);
        progress.say(trace + ": " + plan.traffic().requests() + " requests, " + log.badLines() + " bad lines, "
                + plan.traffic().units() + " bytes");
        return onStage(DemoRules.REPLAY, shown, progress, (demo, workspace) -> demo.replay(log, plan));
    }

    private interface Act {
        Figures play(Demo demo, Workspace workspace) throws IOException;
    }

    private Figures onStage(DemoRules rules, ServiceChainSpec shown, Progress progress, Act act) throws IOException {
        try (var workspace = Workspace.open(Optional.ofNullable(keep));
                var network = networks.get()) {
            progress.say("starting a network of four validators");
            var endpoints = network.start(rules, workspace.network());
            progress.say("the network " + endpoints.spec().name() + " makes blocks");
            try (var stage = new Stage(endpoints, shown.name(), workspace.journals(), stop, progress)) {
                return act.play(new Demo(stage, bills, workspace.bill()), workspace);
            }
        }
    }

    private int report(Figures figures) {
        var line = spec.commandLine();
        if (json) {
            line.getOut().println(figures.json());
        } else {
            figures.lines().forEach(line.getOut()::println);
        }
        line.getOut().flush();
        var wrong = figures.discrepancies();
        wrong.forEach(each -> line.getErr().println("tributary: " + each));
        line.getErr().flush();
        return wrong.isEmpty() ? 0 : 1;
    }
}
