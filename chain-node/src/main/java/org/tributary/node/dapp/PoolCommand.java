// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.dapp.Transactions.Step;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.NodeOptions;
import org.tributary.node.remote.Stop;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.v1.ExposureGrpc;
import org.tributary.rpc.v1.WatchPoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary dapp pool`: the money for providers.
@Command(name = "pool", description = "Create and fund a pool, let a service chain bill it, see where its money is.")
final class PoolCommand implements Runnable {
    private static final String POOL = "the pool's id, or its label if --account created it";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: create, deposit, authorise, recall, withdraw, show or watch");
    }

    @Command(description = "Create a pool, with a first deposit. Registers the account as a DApp where it is none yet.")
    int create(
            @Mixin Payer payer,
            @Option(names = "--label", required = true, description = "the pool's name, 1 to 32 characters")
                    String label,
            @Option(
                            names = "--deposit",
                            defaultValue = "0",
                            paramLabel = "TOKENS",
                            converter = Tokens.class,
                            description = "(${DEFAULT-VALUE})")
                    Amount deposit) {
        var word = Labels.word(label);
        return spend(payer, label, (rpc, owner) -> {
            var steps = new ArrayList<Step>();
            if (!isDapp(rpc, owner)) {
                steps.add(step(
                        "register as a DApp",
                        Reserved.REGISTRY,
                        Amount.ZERO,
                        Registry.REGISTER_DAPP.encodeCall(AbiValue.of(word))));
            }
            steps.add(step(
                    "create the pool " + Pools.id(owner, word),
                    Reserved.POOLS,
                    deposit,
                    Pools.CREATE.encodeCall(AbiValue.of(word))));
            return steps;
        });
    }

    @Command(description = "Put tokens into a pool. Anybody may; they are the pool's from then on.")
    int deposit(
            @Mixin Payer payer,
            @Option(names = "--pool", required = true, description = POOL) String pool,
            @Parameters(paramLabel = "TOKENS", converter = Tokens.class) Amount amount) {
        return spend(
                payer,
                pool,
                (_, owner) -> List.of(step(
                        "deposit",
                        Reserved.POOLS,
                        amount,
                        Pools.DEPOSIT.encodeCall(AbiValue.of(Labels.pool(pool, owner))))));
    }

    @Command(description = "Let a service chain bill up to so many tokens more of a pool.")
    int authorise(
            @Mixin Payer payer,
            @Option(names = "--pool", required = true, description = POOL) String pool,
            @Option(names = "--chain", defaultValue = "cdn", description = "(${DEFAULT-VALUE})") String chain,
            @Parameters(paramLabel = "TOKENS", converter = Tokens.class) Amount amount) {
        var name = Labels.chain(chain);
        return spend(
                payer,
                pool,
                new Arrival(name),
                (_, owner) -> List.of(step(
                        "authorise " + chain + " to bill " + Tokens.text(amount),
                        Reserved.POOLS,
                        Amount.ZERO,
                        Pools.AUTHORISE.encodeCall(
                                AbiValue.of(Labels.pool(pool, owner)),
                                AbiValue.of(Labels.word(chain)),
                                AbiValue.of(amount)))));
    }

    @Command(
            description = {
                "Ask a service chain to give cover back, as far as no ticket needs it.",
                "It is free again once the chain has released it, after acceptance and challenges: see `dapp pool watch`."
            })
    int recall(
            @Mixin Payer payer,
            @Option(names = "--pool", required = true, description = POOL) String pool,
            @Option(names = "--chain", defaultValue = "cdn", description = "(${DEFAULT-VALUE})") String chain,
            @Parameters(paramLabel = "TOKENS", converter = Tokens.class) Amount amount) {
        return spend(
                payer,
                pool,
                (_, owner) -> List.of(step(
                        "recall " + Tokens.text(amount) + " from " + chain,
                        Reserved.POOLS,
                        Amount.ZERO,
                        Pools.RECALL.encodeCall(
                                AbiValue.of(Labels.pool(pool, owner)),
                                AbiValue.of(Labels.word(chain)),
                                AbiValue.of(amount)))));
    }

    @Command(description = "Take free tokens out of a pool, to its owner.")
    int withdraw(
            @Mixin Payer payer,
            @Option(names = "--pool", required = true, description = POOL) String pool,
            @Parameters(paramLabel = "TOKENS", converter = Tokens.class) Amount amount) {
        return spend(
                payer,
                pool,
                (_, owner) -> List.of(step(
                        "withdraw " + Tokens.text(amount),
                        Reserved.POOLS,
                        Amount.ZERO,
                        Pools.WITHDRAW.encodeCall(AbiValue.of(Labels.pool(pool, owner)), AbiValue.of(amount)))));
    }

    @Command(
            description = {
                "Show where a pool's money is: deposited = free + authorised + owed + held + paid + withdrawn.",
                "Exits 1 where that does not hold."
            })
    int show(
            @Mixin NodeOptions node,
            @Option(names = "--pool", required = true, description = "id, or a label of --owner") String pool,
            @Option(names = "--owner", paramLabel = "ADDRESS") @Nullable String owner,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        try (var rpc = node.open()) {
            var reading = reading(rpc, id(pool, owner));
            print(json ? reading.json().toString() : reading.text());
            return reading.adds() ? 0 : 1;
        }
    }

    @Command(description = "Print a line for a pool now, and whenever something about it changes, until Ctrl-C.")
    int watch(
            @Mixin GrpcOptions node,
            @Option(names = "--pool", required = true, description = "id, or a label of --owner") String pool,
            @Option(names = "--owner", paramLabel = "ADDRESS") @Nullable String owner,
            @Option(names = "--count", paramLabel = "N", description = "end after so many lines") @Nullable Long count,
            @Option(names = "--json", description = "a line of JSON each") boolean json) {
        var request = WatchPoolRequest.newBuilder()
                .setPool(ByteString.copyFrom(id(pool, owner).bytes().toArrayUnsafe()))
                .build();
        var channel = node.open();
        try {
            var states = ExposureGrpc.newBlockingStub(channel).watchPool(request);
            boolean adds = true;
            for (long shown = 0; (count == null || shown < count) && states.hasNext(); shown++) {
                var reading = PoolReading.of(states.next());
                print(json ? reading.json().toString() : reading.line());
                adds &= reading.adds();
            }
            return adds ? 0 : 1;
        } catch (StatusRuntimeException refused) {
            throw new CommandFailed(node.target() + " does not show the pool: " + refused.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }

    private interface Plan {
        List<Step> of(JsonRpc rpc, Address owner);
    }

    /// What is waited for behind the last transaction: cover on a service chain, or nothing.
    private record Arrival(@Nullable ChainName chain) {
        private static final Duration PATIENCE = Duration.ofSeconds(60);
        private static final Duration POLL = Duration.ofMillis(100);
        static final Arrival NONE = new Arrival(null);

        @Nullable
        Amount cover(JsonRpc rpc, Hash pool) {
            return chain == null
                    ? null
                    : reading(rpc, pool).book().cover().free().get(chain);
        }

        /// Until the cover is another than `before`.
        void await(Payer.Purse purse, Hash pool, @Nullable Amount before) {
            if (chain == null) {
                return;
            }
            purse.say("waiting until " + chain + " has the cover");
            new Stop()
                    .until(
                            "the cover on " + chain + "; it will come once main is anchored there",
                            PATIENCE,
                            POLL,
                            () -> Optional.ofNullable(cover(purse.rpc(), pool)).filter(now -> !now.equals(before)));
        }
    }

    private static int spend(Payer payer, String pool, Plan plan) {
        return spend(payer, pool, Arrival.NONE, plan);
    }

    private static int spend(Payer payer, String pool, Arrival arrival, Plan plan) {
        return payer.run(purse -> {
            var id = Labels.pool(pool, purse.address());
            var before = arrival.cover(purse.rpc(), id);
            var json = purse.send(plan.of(purse.rpc(), purse.address()));
            if (purse.isDryRun()) {
                return new Payer.Answer(json, "");
            }
            arrival.await(purse, id, before);
            var reading = reading(purse.rpc(), id);
            json.set("pool", reading.json());
            return new Payer.Answer(json, reading.text());
        });
    }

    private static PoolReading reading(JsonRpc rpc, Hash pool) {
        try {
            return PoolReading.of(rpc.call("trib_getPool", JsonRpc.text(pool)));
        } catch (JsonRpc.Refused refused) {
            throw new CommandFailed(refused.reason());
        }
    }

    private static Hash id(String pool, @Nullable String owner) {
        return owner == null ? Labels.pool(pool) : Labels.pool(pool, Labels.address("--owner", owner));
    }

    /// A DApp's entry has the time of its registration.
    private static boolean isDapp(JsonRpc rpc, Address owner) {
        return new Contracts(rpc)
                        .read(Reserved.REGISTRY, Registry.DAPP, AbiValue.of(owner))
                        .number(0)
                        .signum()
                > 0;
    }

    private static Step step(String what, Address contract, Amount value, Bytes input) {
        return new Step(what, Call.of(contract, value, input));
    }

    private void print(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
