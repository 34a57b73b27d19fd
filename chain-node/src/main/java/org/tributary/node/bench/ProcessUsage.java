// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// What all nodes together have used since their start.
///
/// @param compilerMicros what of `cpuMicros` the JVMs' compilers took
/// @param sentBytes to peers, by the nodes' own metrics
record ProcessUsage(double cpuMicros, double compilerMicros, double sentBytes) {
    private static final String SENT = "peer_sent_bytes_total ";

    static ProcessUsage of(List<ValidatorProcess> processes, HttpClient http) {
        double cpuMicros = 0;
        double compilerMicros = 0;
        double sentBytes = 0;
        for (var process : processes) {
            cpuMicros += process.cpu().toNanos() / 1e3;
            compilerMicros += process.compilerCpu().toNanos() / 1e3;
            sentBytes += sent(process.metrics(), http);
        }
        return new ProcessUsage(cpuMicros, compilerMicros, sentBytes);
    }

    ProcessUsage since(ProcessUsage before) {
        return new ProcessUsage(
                cpuMicros - before.cpuMicros, compilerMicros - before.compilerMicros, sentBytes - before.sentBytes);
    }

    private static double sent(URI metrics, HttpClient http) {
        try {
            var text = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
            return text.body()
                    .lines()
                    .filter(line -> line.startsWith(SENT))
                    .mapToDouble(line -> Double.parseDouble(line.substring(SENT.length())))
                    .findFirst()
                    .orElseThrow(() -> new BenchFailed("no " + SENT.strip() + " at " + metrics));
        } catch (IOException unreachable) {
            throw new BenchFailed("no metrics at " + metrics + ": " + unreachable, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("stopped", stopped);
        }
    }
}
