// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.challenge.Demand;
import org.tributary.bandwidth.challenge.EntryPlace;
import org.tributary.bandwidth.challenge.Question;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.DemandKind;
import org.tributary.node.challenge.SendingOptions.Deed;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tributary challenge demand`.
@Command(
        name = "demand",
        description = {
            "Demand what only others can show: an entry's receipt, its ticket's opening, or the block of a batch.",
            "If nobody shows it in time, `challenge conclude` has the entry credited."
        })
final class DemandCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Parameters(index = "0", paramLabel = "WHAT", description = "receipt, opening or order")
    private DemandKind kind = DemandKind.RECEIPT;

    @Parameters(
            index = "1",
            paramLabel = "ENTRY|FILE",
            description = "window/row/leaf, see `challenge find`; for order a file with the batch's certificate, as"
                    + " Ingest.Submit answered it")
    private String subject = "";

    static String word(Demand demand) {
        var kind = switch (demand) {
            case Demand.OfReceipt _ -> DemandKind.RECEIPT;
            case Demand.OfOpening _ -> DemandKind.OPENING;
            case Demand.OfOrder _ -> DemandKind.ORDER;
        };
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Integer call() {
        var genesis = network.spec();
        var chain = network.chain(genesis);
        var bond = genesis.rules().incentives().challenge().bond();
        try (var rpc = network.rpc.open()) {
            var demand = kind == DemandKind.ORDER ? new Demand.OfOrder(certificate()) : ofEntry(genesis, chain, rpc);
            var proof = new Question(chain, demand).encode();
            var until = Instant.now()
                    .plusMillis(
                            Challenges.answerMillis(genesis.serviceChain(chain).buckets()));
            var said = List.of(
                    "to be answered until about " + until + ", by anybody",
                    "the bond of " + Tokens.text(bond) + " comes back if nobody answers; if somebody does, half is his,"
                            + " and half is burned");
            var deed = new Deed(
                    "demand the " + word(demand) + " of " + subject,
                    bond,
                    Challenges.DEMAND.encodeCall(AbiValue.of(proof)));
            sending.send(rpc, spec.commandLine(), sending.key(), deed, said);
            return 0;
        }
    }

    private Demand ofEntry(ChainSpec genesis, ChainName chain, JsonRpc rpc) {
        var place = place();
        var main = SettledWindow.of(rpc, chain, place.window());
        main.require(main.demandUntil());
        var channel = network.grpc.open();
        try {
            var shown = new EntryReader(genesis, chain, channel, new DemandReader(rpc)::owner).entry(place);
            return kind == DemandKind.OPENING
                    ? new Demand.OfOpening(shown.profile(), shown.entry())
                    : new Demand.OfReceipt(shown.profile(), shown.entry());
        } finally {
            channel.shutdownNow();
        }
    }

    private EntryPlace place() {
        try {
            return EntryPlace.parse(subject);
        } catch (IllegalArgumentException noPlace) {
            throw new ParameterException(spec.commandLine(), String.valueOf(noPlace.getMessage()), noPlace);
        }
    }

    private BatchCertificate certificate() {
        try {
            return switch (BatchCertificate.decode(Bytes.wrap(Files.readAllBytes(Path.of(subject))))) {
                case Decoded.Value<BatchCertificate>(var certificate) -> certificate;
                case Decoded.Malformed<BatchCertificate>(var reason) ->
                    throw new CommandFailed(subject + " is no batch certificate: " + reason);
            };
        } catch (IOException unreadable) {
            throw new CommandFailed(subject + " cannot be read: " + unreadable);
        }
    }
}
