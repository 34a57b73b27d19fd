// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.remote.Stop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary demo`: the main job on real traffic, with nothing else at hand.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start a fresh network, move real traffic over it, and show who is paid what and why.",
            "Without --trace: three HTTP edges, 14 clients that download, one more that cheats."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything adds up",
            "1:it does not, or the run failed; the reason is on standard error",
            "2:wrong usage"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SHUTDOWN_SECONDS = 30;

    private final Supplier<NetworkStarter> networks;
    private final BillCheck bills;
    private final Stop stop = new Stop();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "replay this access log (combined or common format, gz too) instead, at receipt level:"
                    + " 200 ms for 300 s of the log")
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
        var cleaned = new CountDownLatch(1);
        // A signal ends the JVM without the stack being unwound: stop the run, and wait until it has cleaned up.
        var hook = Thread.ofPlatform().unstarted(() -> stopAndWait(cleaned));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return report(run(new Progress(json ? line.getErr() : line.getOut())));
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

    private Figures run(Progress progress) throws IOException {
        if (trace == null) {
            return onStage(
                    DemoRules.LIVE, progress, (demo, workspace) -> demo.live(Content.write(workspace.content())));
        }
        var log = AccessLog.read(trace);
        var plan = TracePlan.of(log);
        progress.say(trace + ": " + plan.traffic().requests() + " requests, " + log.badLines() + " bad lines, "
                + plan.traffic().bytes() + " bytes");
        return onStage(DemoRules.REPLAY, progress, (demo, workspace) -> demo.replay(log, plan));
    }

    private interface Act {
        Figures play(Demo demo, Workspace workspace) throws IOException;
    }

    private Figures onStage(DemoRules rules, Progress progress, Act act) throws IOException {
        try (var workspace = Workspace.open(Optional.ofNullable(keep));
                var network = networks.get()) {
            progress.say("starting a network of four validators");
            var endpoints = network.start(rules, workspace.network());
            progress.say("the network " + endpoints.spec().name() + " makes blocks");
            try (var stage = new Stage(endpoints, workspace.journals(), stop, progress)) {
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
