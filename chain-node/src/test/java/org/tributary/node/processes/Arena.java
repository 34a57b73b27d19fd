// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// One network that lives through one leg after the other, while clients pay. A leg that fails takes its
/// network with it: the next one gets a fresh one.
///
/// @param <S> where the processes run
final class Arena<S extends Site> implements AutoCloseable {
    private static final int PAYERS = 4;
    /// What the processes said when a leg failed.
    private static final Path LOGS = Path.of("target", "processes");

    private final Path directory;
    private final int count;
    private final Callable<S> sites;
    private Optional<Running<S>> running = Optional.empty();
    private int started;

    private record Running<S extends Site>(S site, Validators validators, Payments payments, Examination examination) {}

    /// @param count how many validators
    /// @param sites makes the place where they run
    Arena(Path directory, int count, Callable<S> sites) {
        this.directory = directory;
        this.count = count;
        this.sites = sites;
        // Whoever stops the tests leaves no processes behind either.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    /// Runs the leg and examines the network.
    void survives(Leg<? super S> leg) throws Exception {
        var network = network();
        try {
            examine(leg, network);
        } catch (Exception | AssertionError failure) {
            keepLogs(leg);
            close();
            throw failure;
        }
    }

    private void examine(Leg<? super S> leg, Running<S> network) throws Exception {
        int before = network.payments().count();
        var chance = Chance.of(leg);
        try {
            leg.run(network.validators(), network.site(), chance);
        } catch (Shell.Refused refused) {
            // This machine or this user has not what the leg needs. Whatever it did before is examined with the next.
            Assumptions.abort(String.valueOf(refused.getMessage()));
        }
        int during = network.payments().count() - before;
        long healed = System.nanoTime();
        network.examination().progress();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed);
        network.examination().sameEverywhere();
        System.out.printf(
                "leg=%s validators=%d seed=%d fault_seconds=%d final_during=%d progress_after_millis=%d examined_after_millis=%d%n",
                leg.getClass().getSimpleName(),
                count,
                Chance.seed(),
                chance.lasting().toSeconds(),
                during,
                millis,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed));
    }

    /// Ends the payments, and examines everything that was ever called final.
    void conclude() throws Exception {
        network().examination().everythingFinal();
    }

    private Running<S> network() throws Exception {
        if (running.isEmpty()) {
            started++;
            running = Optional.of(start(directory.resolve("network-" + started)));
        }
        return running.get();
    }

    private Running<S> start(Path home) throws Exception {
        S site = sites.call();
        try {
            var validators = Validators.start(home, site, count, PAYERS);
            var payments = Payments.start(validators.spec(), validators.accounts(), validators.doors(), Chance.seed());
            return new Running<>(site, validators, payments, new Examination(validators, payments));
        } catch (IOException | RuntimeException failure) {
            site.close();
            throw failure;
        }
    }

    private void keepLogs(Leg<?> leg) throws IOException {
        var kept = Files.createDirectories(LOGS.resolve(leg.getClass().getSimpleName() + "-" + Chance.seed()));
        for (int i = 0; i < count; i++) {
            var log =
                    directory.resolve("network-" + started).resolve("node-" + i).resolve("node.log");
            Files.copy(log, kept.resolve("node-" + i + ".log"), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("the logs of the failed leg are in " + kept.toAbsolutePath());
    }

    @Override
    public synchronized void close() {
        running.ifPresent(network -> {
            network.payments().close();
            network.validators().close();
            network.site().close();
        });
        running = Optional.empty();
    }
}
