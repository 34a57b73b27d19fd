// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Span;
import org.tributary.node.console.Tokens;
import org.tributary.node.console.Units;
import org.tributary.node.dapp.Transactions.Step;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hex;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary dapp capability`: who may issue tickets against a pool, and for how much.
@Command(name = "capability", description = "Let a gateway key issue tickets against a pool, within caps; or no more.")
final class CapabilityCommand implements Runnable {
    /// What the Pools contract takes.
    private static final int EPOCH_BITS = 48;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: issue, show or revoke");
    }

    /// What the gateway may do, and no more.
    static final class Caps {
        @Option(
                names = "--gateway",
                paramLabel = "KEY",
                description = "public key of the gateway, 33 bytes in hex (default: that of --account)")
        private @Nullable String gateway;

        @Option(
                names = "--spend-cap",
                required = true,
                paramLabel = "TOKENS",
                converter = Tokens.class,
                description = "what all its tickets together may cost")
        private Amount spendCap = Amount.ZERO;

        @Option(
                names = "--max-units-per-bucket",
                defaultValue = "1TB",
                paramLabel = "UNITS",
                converter = Units.class,
                description = "what all its tickets together may count in one bucket (${DEFAULT-VALUE})")
        private long maxUnitsPerBucket;

        @Option(
                names = "--kinds",
                split = ",",
                description = "what may be counted: ${COMPLETION-CANDIDATES} (default: what the chain counts)")
        private List<UsageKind> kinds = List.of();

        @Option(
                names = "--valid",
                defaultValue = "30d",
                paramLabel = "TIME",
                converter = Span.class,
                description = "from now on (${DEFAULT-VALUE})")
        private Duration valid = Duration.ZERO;

        @Option(names = "--epoch", description = "(default: the pool's minimum epoch)")
        private @Nullable Long epoch;
    }

    @Command(description = "Sign a capability and write it to FILE. Give the file to the gateway.")
    int issue(
            @Mixin Payer payer,
            @Mixin Caps caps,
            @Option(names = "--pool", required = true, description = "the pool's id, or its label") String pool,
            @Option(names = "--chain", defaultValue = "cdn", description = "(${DEFAULT-VALUE})") String chain,
            @Option(names = "--out", required = true, paramLabel = "FILE") Path out) {
        OutputFile.check(out);
        return payer.run(purse -> {
            var file = capability(purse, caps, pool, Labels.chain(chain));
            say(text(file));
            if (!purse.isDryRun()) {
                purse.confirm();
                OutputFile.write(out, file.json().toPrettyString() + "\n");
                say("wrote " + out);
            }
            return new Payer.Answer(file.json(), "");
        });
    }

    private static CapabilityFile capability(Payer.Purse purse, Caps caps, String pool, ChainName chain) {
        var network = Network.of(purse.rpc());
        var service = Network.chain(purse.rpc(), chain);
        var book = reading(purse.rpc(), pool, purse.address()).book();
        if (!book.owner().equals(purse.address())) {
            throw new CommandFailed("the pool is " + book.owner() + "'s; only its owner can allow a gateway");
        }
        // A ticket may start a little before it is issued, as clocks differ.
        long from = Math.max(0, service.now() - service.openingAllowanceBuckets());
        long buckets = Math.ceilDiv(caps.valid.toMillis(), service.bucketMillis());
        var capability = new Capability(
                book.pool(),
                caps.gateway == null ? purse.key().publicKey() : key(caps.gateway),
                caps.spendCap,
                caps.maxUnitsPerBucket,
                caps.kinds.isEmpty() ? List.of(service.kind()) : caps.kinds,
                new Bucket(from),
                new Bucket(service.now() + buckets),
                epoch(caps.epoch, book.minEpoch()));
        var domain = network.domain(service.name());
        return new CapabilityFile(
                network,
                service.name(),
                service.bucketMillis(),
                SignedCapability.sign(capability, domain, purse.key()));
    }

    @Command(description = "Show what a capability file allows, and who signed it. Asks no node.")
    int show(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        var capability = read(file);
        print(json ? capability.json().toString() : text(capability));
        return 0;
    }

    @Command(
            description = {
                "Revoke all capabilities of a pool that were issued before an epoch.",
                "Tickets that are open stay good: they were covered when they were opened."
            })
    int revoke(
            @Mixin Payer payer,
            @Option(names = "--pool", required = true, description = "the pool's id, or its label") String pool,
            @Option(names = "--epoch", description = "lowest that stays good (default: one more than now)") @Nullable
                    Long epoch) {
        return payer.run(purse -> {
            var book = reading(purse.rpc(), pool, purse.address()).book();
            long minEpoch = epoch(epoch, book.minEpoch() + 1);
            var step = new Step(
                    "revoke capabilities of epochs below " + minEpoch,
                    Call.of(
                            Reserved.POOLS,
                            Amount.ZERO,
                            Pools.REVOKE.encodeCall(AbiValue.of(book.pool()), AbiValue.of(minEpoch))));
            var json = purse.send(List.of(step));
            return new Payer.Answer(json.put("minEpoch", Long.toString(minEpoch)), "");
        });
    }

    private static long epoch(@Nullable Long wanted, long otherwise) {
        if (wanted != null && (wanted < 0 || wanted >> EPOCH_BITS != 0)) {
            throw new CommandFailed("--epoch: want a number of 0 … 2^48 − 1");
        }
        return wanted == null ? otherwise : wanted;
    }

    /// @throws CommandFailed where there is none
    static CapabilityFile read(Path file) {
        return switch (CapabilityFile.read(file)) {
            case Decoded.Value<CapabilityFile>(var value) -> value;
            case Decoded.Malformed<CapabilityFile>(var reason) -> throw new CommandFailed(reason);
        };
    }

    /// @throws CommandFailed where the text is no public key
    static PublicKey key(String hex) {
        try {
            var key = new PublicKey(Hex.parse(hex));
            // Bytes that are no point of the curve could never sign anything.
            key.address();
            return key;
        } catch (IllegalArgumentException noKey) {
            throw new CommandFailed(
                    "\"" + hex + "\" is no public key: want 0x and 66 hex digits, as `tributary keys public` prints");
        }
    }

    private static PoolReading reading(JsonRpc rpc, String pool, org.tributary.primitives.Address owner) {
        try {
            return PoolReading.of(rpc.call("trib_getPool", JsonRpc.text(Labels.pool(pool, owner))));
        } catch (JsonRpc.Refused refused) {
            throw new CommandFailed(refused.reason());
        }
    }

    private static String text(CapabilityFile file) {
        var capability = file.capability();
        var kinds = new ArrayList<String>();
        capability.kinds().forEach(kind -> kinds.add(kind.name().toLowerCase(Locale.ROOT)));
        return """
                capability  %s
                on          %s of %s
                pool        %s
                signed by   %s
                gateway     %s
                may spend   %s, at most %d units in a bucket
                kinds       %s
                valid       until %s
                epoch       %d""".formatted(
                        capability.hash(),
                        file.chain(),
                        file.network().genesis(),
                        capability.pool(),
                        file.signer().map(Object::toString).orElse("nobody"),
                        capability.gatewayKey(),
                        Tokens.text(capability.spendCap()),
                        capability.maxUnitsPerBucket(),
                        String.join(", ", kinds),
                        file.validUntil(),
                        capability.epoch());
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
