// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.node.client.TicketFile;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Span;
import org.tributary.node.console.Tokens;
import org.tributary.node.console.Units;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.v1.OpenTicketRequest;
import org.tributary.rpc.v1.TicketsGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary dapp ticket`: one client's session at one provider.
@Command(name = "ticket", description = "Issue a ticket for a client, as a gateway does.")
final class TicketCommand implements Runnable {
    private static final long OPENING_SECONDS = 35;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: issue or show");
    }

    /// What the client may use, where.
    static final class Terms {
        @Option(
                names = "--client",
                required = true,
                paramLabel = "KEY",
                description = "public key of the client, 33 bytes in hex; it signs the receipts")
        private String client = "";

        @Option(names = "--provider", required = true, paramLabel = "ADDRESS", description = "who serves and is paid")
        private String provider = "";

        @Option(
                names = "--max-units",
                required = true,
                paramLabel = "UNITS",
                converter = Units.class,
                description = "in all, such as 5GB (10^9 bytes) or 5GiB (2^30)")
        private long maxUnits;

        @Option(
                names = "--max-units-per-bucket",
                paramLabel = "UNITS",
                converter = Units.class,
                description = "in any one bucket (default: as --max-units)")
        private @Nullable Long maxUnitsPerBucket;

        @Option(
                names = "--valid",
                defaultValue = "1h",
                paramLabel = "TIME",
                converter = Span.class,
                description = "from now on (${DEFAULT-VALUE})")
        private Duration valid = Duration.ZERO;

        @Option(
                names = "--profile",
                paramLabel = "FILE",
                description =
                        "billing profile (default: 10 tokens per GB, 1 per minute of calls, 5 per GB kept for 30 days;"
                                + " of the first kind that the capability allows)")
        private @Nullable Path profile;

        @Option(names = "--region", defaultValue = "", description = "for reports: at most 16 of a-z, 0-9 and -")
        private String region = "";

        BillingProfile billingProfile(Capability capability) {
            return profile == null
                    ? BillingProfile.standard(capability.kinds().getFirst())
                    : ProfileCommand.read(profile);
        }

        /// From the bucket of now on.
        SessionTicket ticket(CapabilityFile capability, BillingProfile billing, SecureRandom random) {
            long start = System.currentTimeMillis() / capability.bucketMillis();
            long buckets = Math.ceilDiv(valid.toMillis(), capability.bucketMillis());
            return new SessionTicket(
                    capability.capability().hash(),
                    Bytes.random(SessionTicket.ID_SIZE, random),
                    Labels.address("--provider", provider),
                    CapabilityCommand.key(client),
                    billing.kind(),
                    billing.hash(),
                    maxUnits,
                    maxUnitsPerBucket == null ? maxUnits : maxUnitsPerBucket,
                    new Bucket(start),
                    new Bucket(start + buckets - 1),
                    region,
                    Hash.ZERO,
                    Bytes.EMPTY);
        }
    }

    @Command(
            description = {
                "Sign a ticket, open it on the service chain, and write it to FILE for the client.",
                "The chain sets aside what the ticket may cost; a ticket above the pool's cover is refused, and no file written."
            })
    int issue(
            @Mixin GrpcOptions node,
            @Mixin AccountOptions account,
            @Mixin Consent consent,
            @Mixin Terms terms,
            @Option(names = "--capability", required = true, paramLabel = "FILE", description = "of the gateway")
                    Path capabilityFile,
            @Option(names = "--no-open", description = "leave the opening to the provider; asks no node")
                    boolean noOpen,
            @Option(names = "--out", required = true, paramLabel = "FILE") Path out,
            @Option(names = "--json", description = "the file as JSON") boolean json) {
        OutputFile.check(out);
        var capability = CapabilityCommand.read(capabilityFile);
        var gateway = account.open();
        if (!gateway.publicKey().equals(capability.capability().gatewayKey())) {
            throw new CommandFailed("the capability is for the gateway key "
                    + capability.capability().gatewayKey() + ", and --account has " + gateway.publicKey());
        }
        var file = ticketFile(capability, terms, gateway);
        say(text(file));
        if (consent.isDryRun()) {
            say("nothing was sent");
        } else {
            consent.ask();
            if (!noOpen) {
                open(node, file);
            }
            OutputFile.write(out, file.json());
            say("wrote " + out);
        }
        if (json) {
            print(file.json().strip());
        }
        return 0;
    }

    private static TicketFile ticketFile(CapabilityFile capability, Terms terms, PrivateKey gateway) {
        try {
            var profile = terms.billingProfile(capability.capability());
            var ticket = terms.ticket(capability, profile, new SecureRandom());
            var domain = capability.network().domain(capability.chain());
            return new TicketFile(
                    capability.network().genesis(),
                    capability.network().chainId(),
                    capability.chain(),
                    capability.bucketMillis(),
                    new Opening(SignedTicket.sign(ticket, domain, gateway), capability.signed(), profile));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(String.valueOf(refused.getMessage()));
        }
    }

    private void open(GrpcOptions node, TicketFile file) {
        var request = OpenTicketRequest.newBuilder()
                .setChain(file.chain().text())
                .setOpening(ByteString.copyFrom(file.opening().encode().toArrayUnsafe()))
                .build();
        say("opening it on " + file.chain());
        var channel = node.open();
        try {
            var answer = TicketsGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(OPENING_SECONDS, TimeUnit.SECONDS)
                    .open(request);
            if (answer.hasRefusal()) {
                throw new CommandFailed(file.chain() + " refuses the ticket: "
                        + answer.getRefusal().getCode() + ": "
                        + answer.getRefusal().getMessage());
            }
            say("open since height " + answer.getOpenedAt());
        } catch (StatusRuntimeException failed) {
            throw new CommandFailed(node.target() + " did not open the ticket: " + failed.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }

    @Command(description = "Show what a ticket file is good for. Asks no node.")
    int show(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "as JSON") boolean json) {
        var ticket = switch (TicketFile.read(file)) {
            case Decoded.Value<TicketFile>(var value) -> value;
            case Decoded.Malformed<TicketFile>(var reason) -> throw new CommandFailed(reason);
        };
        print(json ? ticket.json().strip() : text(ticket));
        return 0;
    }

    private static String text(TicketFile file) {
        var ticket = file.ticket();
        var worst = file.opening().profile().worst(ticket.caps(), file.bucketMillis());
        return """
                ticket      %s
                on          %s of %s
                provider    %s
                client      %s
                good for    %d units of %s, %d in a bucket
                valid       %s to %s
                costs       at most %s""".formatted(
                        ticket.hash(),
                        file.chain(),
                        file.network(),
                        ticket.provider(),
                        ticket.client(),
                        ticket.maxUnits(),
                        ticket.kind().name().toLowerCase(java.util.Locale.ROOT),
                        ticket.maxUnitsPerBucket(),
                        file.validFrom(),
                        file.validUntil(),
                        worst.bitLength() > Amount.MAX_BITS ? "more than there is" : Tokens.text(new Amount(worst)));
    }

    private void say(String text) {
        var err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    private void print(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
