// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.node.client.Download;
import org.tributary.node.client.EdgeSession;
import org.tributary.node.client.FetchFailed;
import org.tributary.node.client.TargetFile;
import org.tributary.node.client.TicketFile;
import org.tributary.node.console.CommandFailed;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary fetch`.
@Command(
        name = "fetch",
        description = {
            "Download an object from an edge on a ticket, and sign for the bytes that come.",
            "One fetch at a time on a ticket. A download that broke off goes on with --resume."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the object is here, and the edge has the receipts",
            "1:a file cannot be read or written, or the edge does not keep to the protocol",
            "2:wrong usage",
            "3:the connection failed or broke off; --resume goes on",
            "4:the edge refuses the ticket, the key or a receipt; the message says which",
            "5:there is no such object"
        })
final class FetchCommand implements Callable<Integer> {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "URL")
    private String url = "";

    @Option(
            names = "--ticket",
            required = true,
            paramLabel = "FILE",
            description = "the ticket, as `dapp ticket` wrote it")
    private Path ticket = Path.of("");

    @Mixin
    private KeyOption key = new KeyOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where the object goes (default: the last part of the URL); - for standard output")
    private @Nullable String output;

    @Option(names = "--resume", description = "go on behind what FILE has, if the object is still the same")
    private boolean resume;

    @Option(names = "--json", description = "one line of JSON about what came, on standard output")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var target = target();
        var file = ticketFile();
        var client = key.open();
        if (!client.publicKey().equals(file.ticket().client())) {
            throw new CommandFailed(ticket + " is for the key " + file.ticket().client() + ", not for "
                    + client.publicKey() + " (" + client.address() + ")");
        }
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            try {
                return fetch(http, target, file, client);
            } catch (FetchFailed failed) {
                tell(failed);
                return exitCode(failed);
            } finally {
                http.shutdownNow();
            }
        }
    }

    private int fetch(HttpClient http, URI object, TicketFile file, PrivateKey client) throws IOException {
        var destination = new TargetFile(object, output, resume, System.out);
        try (var session = EdgeSession.open(http, object, file, client, InstantSource.system())) {
            if (!session.clockOffset().abs().minus(Duration.ofSeconds(30)).isNegative()) {
                warn("the edge's clock is " + session.clockOffset().toSeconds()
                        + " s ahead of this machine's; receipts go by the edge's");
            }
            try {
                var download = destination.fill(session);
                session.end();
                report(download, session, destination);
                return 0;
            } catch (FetchFailed failed) {
                try {
                    session.end();
                } catch (FetchFailed alsoFailed) {
                    failed.addSuppressed(alsoFailed);
                }
                throw failed;
            }
        }
    }

    private static int exitCode(FetchFailed failed) {
        return switch (failed.kind()) {
            case CONNECTION -> 3;
            case REFUSED -> 4;
            case NOT_FOUND -> 5;
            case MISBEHAVED -> 1;
        };
    }

    private void report(Download download, EdgeSession session, TargetFile destination) {
        var standardOutput = destination.isStandardOutput();
        var line = json
                ? FetchReport.json(download, session, destination.name())
                : FetchReport.text(download, session, destination.name());
        var out = json && !standardOutput
                ? spec.commandLine().getOut()
                : spec.commandLine().getErr();
        out.println(line);
        out.flush();
    }

    private void tell(FetchFailed failed) {
        if (json) {
            var out = "-".equals(output)
                    ? spec.commandLine().getErr()
                    : spec.commandLine().getOut();
            out.println(FetchReport.json(failed));
            out.flush();
        }
        warn(String.valueOf(failed.getMessage()));
    }

    private void warn(String text) {
        var err = spec.commandLine().getErr();
        err.println("tributary: " + text);
        err.flush();
    }

    private URI target() {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            throw new ParameterException(spec.commandLine(), "URL: " + noUri.getMessage(), noUri);
        }
        throw new ParameterException(spec.commandLine(), "URL begins with http:// or https:// and names a host");
    }

    private TicketFile ticketFile() {
        return switch (TicketFile.read(ticket)) {
            case Decoded.Value<TicketFile>(var file) -> file;
            case Decoded.Malformed<TicketFile>(var reason) -> throw new CommandFailed(reason);
        };
    }
}
