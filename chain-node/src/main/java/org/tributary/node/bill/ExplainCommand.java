// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.bill.LineCheck.Counted;
import org.tributary.node.bill.LineCheck.Refuted;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.LineReceipts;
import org.tributary.rpc.v1.ProofsGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary bill explain`.
@Command(
        name = "explain",
        description = {
            "Show what a line of a bill follows from, down to each receipt, and check it on the way.",
            "Exits 1 at the first thing that does not hold."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GrpcOptions node = new GrpcOptions();

    @Mixin
    private LineFilter filter = new LineFilter();

    @Option(names = "--window", required = true, paramLabel = "N", description = "the line's window, see `bill show`")
    private long window;

    @Option(names = "--profile", paramLabel = "HASH", description = "where a provider has lines of several profiles")
    private @Nullable String profile;

    @Option(names = "--genesis", required = true, description = "genesis.json of the network")
    private Path genesis = Path.of("");

    @Option(names = "--from", defaultValue = "0", paramLabel = "N", description = "first receipt (${DEFAULT-VALUE})")
    private long from;

    @Option(
            names = "--receipts",
            defaultValue = "1000",
            paramLabel = "N",
            description = "how many, at most 10000 (${DEFAULT-VALUE})")
    private int receipts;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        var network = switch (SpecFile.read(genesis)) {
            case Decoded.Value<ChainSpec>(var read) -> read;
            case Decoded.Malformed<ChainSpec>(var why) -> throw new CommandFailed(why);
        };
        var request = ExplainLineRequest.newBuilder()
                .setChain(filter.chain())
                .setWindow(window)
                .setPool(filter.pool())
                .setProvider(filter.provider())
                .setProfile(profile == null ? ByteString.EMPTY : LineFilter.hash("--profile", profile))
                .setFirstReceipt(from)
                .setReceipts(receipts)
                .build();
        var channel = node.open();
        var answer = MAPPER.createObjectNode();
        try {
            explain(network, ProofsGrpc.newBlockingStub(channel).explainLine(request), answer);
            answer.put("verified", true);
            finish(answer);
            return 0;
        } catch (Refuted refuted) {
            answer.put("verified", false).put("reason", refuted.getMessage());
            if (!json) {
                print("REFUTED: " + refuted.getMessage());
            }
            finish(answer);
            return 1;
        } catch (StatusRuntimeException refused) {
            throw new CommandFailed(node.target() + " does not explain the line: " + refused.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }

    private void explain(ChainSpec network, Iterator<LinePart> parts, ObjectNode answer) throws Refuted {
        if (!parts.hasNext()) {
            throw new Refuted("the node sent no line");
        }
        var head = parts.next().getHead();
        var line = head.getLine();
        var check = LineCheck.begin(network, new ChainName(filter.chain()), head, from);
        answer.set("line", ShownBill.json(line));
        var header = check.window().block().header();
        answer.putObject("window")
                .put("height", header.height().number())
                .put("blockHash", header.hash().toString())
                .put("transactionHash", check.window().proof().hash().toString())
                .put("windowRoot", check.window().proof().windowRoot().toString());
        say("line        window " + line.getWindow() + " of " + filter.chain() + ", pool "
                + ShownBill.hex(line.getPool()) + ", provider " + ShownBill.hex(line.getProvider()));
        say("owed        " + Tokens.text(check.amount()) + ", for " + line.getUnits() + " units of " + line.getKind()
                + " in " + line.getReceipts() + " receipts");
        line.getRatingsList()
                .forEach(rating -> say(
                        "period      " + rating.getPeriod() + ": " + Tokens.text(Amount.parse(rating.getAmount()))));
        say("window      closed at height " + header.height() + ", committed by a quorum, root "
                + check.window().proof().windowRoot());
        var shown = answer.putArray("receipts");
        while (parts.hasNext()) {
            receipts(check, parts.next().getReceipts(), shown);
        }
        if (from == 0 && check.isComplete() && !check.units().equals(BigInteger.valueOf(line.getUnits()))) {
            throw new Refuted("the receipts' units are not the line's");
        }
        answer.put("complete", from == 0 && check.isComplete());
        say("VERIFIED: " + shown.size() + " of " + line.getReceipts() + " receipts, " + check.units() + " of "
                + line.getUnits() + " units, each signed and under the window's root");
    }

    private void receipts(LineCheck check, LineReceipts part, ArrayNode shown) throws Refuted {
        for (var opening : part.getOpeningsList()) {
            check.opening(opening);
        }
        for (var content : part.getReceiptsList()) {
            var counted = check.receipt(content);
            shown.add(json(counted));
            var leaf = counted.inclusion().leaf();
            say("receipt     " + leaf.receipt() + " bucket " + leaf.bucket() + ": " + leaf.oldTotal() + " to "
                    + leaf.newTotal() + ", " + leaf.units() + " units, ticket " + leaf.ticket());
        }
    }

    private static ObjectNode json(Counted counted) {
        var leaf = counted.inclusion().leaf();
        return MAPPER.createObjectNode()
                .put("receipt", leaf.receipt().toString())
                .put("ticket", leaf.ticket().toString())
                .put("bucket", leaf.bucket().number())
                .put("oldTotal", Long.toString(leaf.oldTotal()))
                .put("newTotal", Long.toString(leaf.newTotal()))
                .put("units", Long.toString(leaf.units()))
                .put("signedReceipt", counted.receipt().encode().toHexString())
                .put("inclusion", counted.inclusion().encode().toHexString());
    }

    private void finish(ObjectNode answer) {
        if (json) {
            print(answer.toString());
        }
    }

    private void say(String line) {
        if (!json) {
            print(line);
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
