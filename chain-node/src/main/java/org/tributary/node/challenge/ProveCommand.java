// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.challenge.Challenge;
import org.tributary.bandwidth.challenge.Claim;
import org.tributary.bandwidth.challenge.EntryPlace;
import org.tributary.bandwidth.challenge.Fault;
import org.tributary.bandwidth.challenge.FaultSearch;
import org.tributary.bandwidth.challenge.FaultSearch.Shown;
import org.tributary.genesis.ChallengeRules;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.challenge.SendingOptions.Deed;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.Contracts;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.Address;
import org.tributary.primitives.typed.Domain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary challenge prove`.
@Command(
        name = "prove",
        description = {
            "Show main that an entry is wrong. It is judged at once: the payer's pool gets back what the entry cost.",
            "The proof is made from what the node shows, and tried first: what main would not take is not sent."
        })
final class ProveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Parameters(
            paramLabel = "ENTRY",
            converter = PlaceConverter.class,
            description = "window/row/leaf, see `challenge find`")
    private EntryPlace entry = new EntryPlace(0, 0, 0);

    @Option(
            names = "--other",
            paramLabel = "ENTRY",
            converter = PlaceConverter.class,
            description = "the entry that counts the same")
    private @Nullable EntryPlace other;

    @Override
    public Integer call() {
        var genesis = network.spec();
        var chain = network.chain(genesis);
        var rules = genesis.rules().incentives().challenge();
        var channel = network.grpc.open();
        try (var rpc = network.rpc.open()) {
            var main = SettledWindow.of(rpc, chain, entry.window());
            main.require(main.challengeUntil());
            var reader = new EntryReader(genesis, chain, channel, new DemandReader(rpc)::owner);
            var shown = reader.entry(entry);
            var claim = other == null
                    ? claim(shown, Domain.of(genesis.chainId(), genesis.hash(), chain))
                    : new Claim.CountedTwice(shown.entry(), reader.entry(other).entry());
            var proof = new Challenge(chain, shown.profile(), claim).encode();
            var key = sending.key();
            check(rpc, key.address(), proof, rules);
            var deed = new Deed(
                    "challenge entry " + entry, rules.bond(), Challenges.CHALLENGE.encodeCall(AbiValue.of(proof)));
            sending.send(rpc, spec.commandLine(), key, deed, said(shown, rules, main, proof));
            return 0;
        } finally {
            channel.shutdownNow();
        }
    }

    private Claim claim(Shown shown, Domain domain) {
        for (var fault : new FaultSearch(domain).faults(shown)) {
            if (fault instanceof Fault.Provable(var claim, var _)) {
                return claim;
            }
        }
        throw new CommandFailed("nothing is wrong with entry " + entry + " that could be proved by itself; nothing was"
                + " sent, because a challenge would lose its bond. `challenge find` says what fits");
    }

    /// A challenge that main would judge wrong costs the bond, so main is asked first.
    private void check(JsonRpc rpc, Address sender, Bytes proof, ChallengeRules rules) {
        if (proof.size() > rules.maxProofBytes()) {
            throw new CommandFailed("the proof has " + proof.size() + " bytes, main takes " + rules.maxProofBytes());
        }
        try {
            var verdict = new Contracts(rpc)
                    .simulate(sender, rules.bond(), Reserved.CHALLENGES, Challenges.CHALLENGE, AbiValue.of(proof));
            if (!verdict.flag(0)) {
                throw new CommandFailed(
                        "main would find entry " + entry + " right, and the bond would be lost;" + " nothing was sent");
            }
        } catch (JsonRpc.Refused refused) {
            throw new CommandFailed("main would not judge it: " + refused.reason());
        }
    }

    private static List<String> said(Shown shown, ChallengeRules rules, SettledWindow main, Bytes proof) {
        var entry = shown.entry();
        return List.of(
                "entry " + EntryPlace.of(entry) + ": " + entry.leaf().units() + " units of provider "
                        + entry.row().key().provider() + ", billed to pool "
                        + entry.row().key().pool(),
                "proof of " + proof.size() + " bytes; it can be shown until " + main.challengeUntil(),
                "the bond of " + Tokens.text(rules.bond()) + " comes back, with " + rules.rewardBasisPoints() / 100.0
                        + " % of what is recovered; the rest goes to the pool");
    }
}
