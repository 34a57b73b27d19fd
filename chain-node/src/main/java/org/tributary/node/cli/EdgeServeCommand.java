// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.ledger.service.ServiceRules;
import org.tributary.node.config.Endpoint;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Span;
import org.tributary.node.console.Tokens;
import org.tributary.node.console.Units;
import org.tributary.node.console.Words;
import org.tributary.node.edge.Edge;
import org.tributary.node.edge.EdgePlan;
import org.tributary.node.edge.EdgeProgram;
import org.tributary.node.edge.EdgeTerms;
import org.tributary.node.edge.Goods;
import org.tributary.node.edge.content.Folder;
import org.tributary.node.edge.content.Objects;
import org.tributary.node.edge.content.Origin;
import org.tributary.node.edge.storage.ObjectStore;
import org.tributary.node.remote.NodeOptions;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary edge serve`.
@Command(
        name = "serve",
        description = {
            "Serve clients with a ticket over HTTP, until SIGTERM or Ctrl-C. What is served is what the chain counts:",
            "bytes of a folder, or of an origin through a cache; calls; or room for objects of the clients.",
            "What clients sign for is on disk before they are told so, and is handed to the nodes in batches.",
            "Demands to be shown an entry of this provider's are answered; the provider's account pays the gas."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "143, 130:ended by SIGTERM, Ctrl-C; what could be submitted is",
            "1:cannot start; the reason is on standard error",
            "2:wrong usage"
        })
final class EdgeServeCommand implements Callable<Integer> {
    private static final long WRITTEN_OFF_CREDITS = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private Source source = new Source();

    /// Where the content is.
    static final class Source {
        @Option(
                names = "--dir",
                paramLabel = "DIR",
                description = "where bytes are counted: serve the files below this folder")
        private @Nullable Path folder;

        @Option(
                names = "--origin",
                paramLabel = "URL",
                description = "where bytes are counted: serve the objects below this URL, and keep them as long as it"
                        + " allows")
        private @Nullable URI origin;
    }

    @Option(
            names = "--cache-mib",
            defaultValue = "1024",
            paramLabel = "MIB",
            description = "how much of the origin is kept in the state directory; no object may be larger"
                    + " (${DEFAULT-VALUE})")
    private long cacheMib;

    @Option(
            names = "--store-mib",
            defaultValue = "1024",
            paramLabel = "MIB",
            description = "where byte-seconds are counted: how much is kept for clients, in the state directory"
                    + " (${DEFAULT-VALUE})")
    private long storeMib;

    @Option(names = "--genesis", required = true, paramLabel = "FILE", description = "genesis.json of the network")
    private Path genesis = Path.of("");

    @Option(
            names = "--chain",
            defaultValue = "cdn",
            description = "the service chain; what it counts is what this edge serves (${DEFAULT-VALUE})")
    private String chain = "cdn";

    @Option(
            names = "--node",
            required = true,
            split = ",",
            paramLabel = "HOST:PORT",
            description = "gRPC of a node; several are tried in turn")
    private List<String> nodes = List.of();

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "the journal of receipts goes here; keep it, it is money")
    private Path state = Path.of("");

    @Mixin
    private KeyOption key = new KeyOption();

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:8480",
            paramLabel = "HOST:PORT",
            description = "where clients come in; port 0 for any (${DEFAULT-VALUE})")
    private String listen = "";

    @Option(
            names = "--admin",
            defaultValue = "127.0.0.1:8481",
            paramLabel = "HOST:PORT",
            description = "/status, /metrics, /liveness and /readiness; port 0 for any (${DEFAULT-VALUE})")
    private String admin = "";

    @Mixin
    private NodeOptions rpc = new NodeOptions();

    @Option(
            names = "--credit",
            paramLabel = "UNITS",
            converter = Units.class,
            description = "served to one ticket and not signed for, at most; a line's speed times its delay has to fit"
                    + " in (4MiB; 5000 call milliseconds; 600G byte-seconds)")
    private @Nullable Long credit;

    @Option(
            names = "--write-off",
            paramLabel = "UNITS",
            converter = Units.class,
            description = "what may get lost per ticket where connections break, before it is refused (four credits)")
    private @Nullable Long writeOff;

    @Option(
            names = "--receipt-patience",
            defaultValue = "10s",
            paramLabel = "TIME",
            converter = Span.class,
            description = "how long a download waits for a receipt, or for the next bucket (${DEFAULT-VALUE})")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--min-price",
            paramLabel = "TOKENS",
            converter = Tokens.class,
            description = "serve on no ticket that brings less per 10^9 bytes, minute of a call, or 10^9 bytes kept for"
                    + " 30 days (10; 1; 5)")
    private @Nullable Amount minPrice;

    @Option(
            names = "--profile",
            split = ",",
            paramLabel = "HASH",
            description = "billing profiles that are accepted besides, such as one that ranks samples")
    private List<String> profiles = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var network = network();
        var provider = key.open();
        var plan = plan(network, provider);
        var program = EdgeProgram.start(plan, goods(plan));
        var out = spec.commandLine().getOut();
        out.println("ready edge=http://" + plan.doors().clients().host() + ":" + program.port() + " admin=http://"
                + plan.doors().admin().host() + ":" + program.adminPort() + " provider=" + provider.address());
        out.flush();
        try (var running = Running.await(program::awaitFailure)) {
            if (running.isWanted()) {
                // Nothing can be saved any more; what was acknowledged is on the disk.
                throw new CommandFailed("the journal of receipts cannot be written: check the disk of " + state
                        + " and its free space, then start the edge again; it goes on with all that it had");
            }
            program.close();
        }
        return 0;
    }

    private EdgePlan plan(ChainSpec network, PrivateKey provider) {
        try {
            var name = new ChainName(chain);
            var rules = ServiceRules.of(network, name);
            long ahead = credit == null ? EdgeTerms.standardCredit(rules.kind()) : credit;
            var terms = new EdgeTerms(
                    provider.address(),
                    rules,
                    ahead,
                    writeOff == null ? Math.multiplyExact(WRITTEN_OFF_CREDITS, ahead) : writeOff,
                    patience,
                    minPrice == null ? EdgeTerms.standardPrice(rules.kind()) : minPrice,
                    profiles.stream().map(Hash::parse).toList());
            return new EdgePlan(
                    new Edge.Network(network.hash(), network.chainId(), name),
                    terms,
                    provider,
                    new EdgePlan.Upstream(nodes, rpc.nodes(), network),
                    state,
                    new EdgePlan.Doors(Endpoint.parse(listen), Endpoint.parse(admin)));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ChainSpec network() {
        return switch (SpecFile.read(genesis)) {
            case Decoded.Value<ChainSpec>(var network) -> network;
            case Decoded.Malformed<ChainSpec>(var why) -> throw new CommandFailed(why);
        };
    }

    private Goods goods(EdgePlan plan) throws IOException {
        var kind = plan.terms().rules().kind();
        boolean named = source.folder != null || source.origin != null;
        if (named != (kind == UsageKind.BYTES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    named
                            ? chain + " counts " + Words.of(kind) + ": leave --dir and --origin out"
                            : chain + " counts bytes: name what is served with --dir or --origin");
        }
        return switch (kind) {
            case BYTES -> new Goods.Content(objects());
            case CALL_MILLISECONDS -> new Goods.Lines();
            case BYTE_SECONDS -> new Goods.Storage(store());
            case MESSAGES -> throw new CommandFailed(chain + " counts messages, which this edge does not deliver");
        };
    }

    private ObjectStore store() throws IOException {
        try {
            return new ObjectStore(state.resolve("objects"), storeMib << 20);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--store-mib: " + wrong.getMessage(), wrong);
        }
    }

    private Objects objects() throws IOException {
        if (source.origin == null) {
            return new Folder(source.folder == null ? Path.of("") : source.folder);
        }
        try {
            return new Origin(source.origin, state.resolve("cache"), cacheMib << 20, InstantSource.system());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--origin: " + wrong.getMessage(), wrong);
        }
    }
}
