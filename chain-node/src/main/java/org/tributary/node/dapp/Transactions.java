// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.console.Tokens;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Amount;

/// The transactions of one command: shown, confirmed, and sent one after the other, each once the one before is final.
///
/// @param progress for people, on standard error
public record Transactions(Wallet wallet, Consent consent, PrintWriter progress) {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// @param what it does, to finish the sentence "could not …"
    public record Step(String what, Call call) {}

    /// What was done, or in a dry run would be, as `transactions` of the command's JSON.
    public ArrayNode run(List<Step> steps) {
        say("account " + wallet.address());
        for (var step : steps) {
            say("  " + step.what()
                    + (step.call().value().signum() == 0
                            ? ""
                            : ": " + Tokens.text(new Amount(step.call().value()))));
        }
        var done = MAPPER.createArrayNode();
        if (consent.isDryRun()) {
            // What comes after the first depends on it, so only the first can be tried.
            done.add(estimated(steps.getFirst()));
            steps.stream().skip(1).forEach(step -> done.add(json(step)));
            say("nothing was sent");
            return done;
        }
        consent.ask();
        steps.forEach(step -> done.add(sent(step)));
        return done;
    }

    private ObjectNode estimated(Step step) {
        var signed = orSay(step, () -> wallet.sign(step.call()));
        var transaction = signed.transaction();
        var most = new Amount(transaction.maxFeePerGas().multiply(BigInteger.valueOf(transaction.gasLimit())));
        say("the first takes at most " + Tokens.text(most) + " of fees");
        return json(step).put("gas", transaction.gasLimit()).put("maxFee", most.toString());
    }

    private ObjectNode sent(Step step) {
        var hash = orSay(step, () -> wallet.submit(wallet.sign(step.call())));
        say("sent " + hash + " to " + step.what() + "; waiting until it is final");
        long start = System.nanoTime();
        JsonNode receipt;
        try {
            receipt = wallet.await(hash, POLL);
        } catch (RemoteFailed late) {
            throw new CommandFailed(
                    CommandFailed.NOT_FINAL,
                    late.getMessage() + ": it is sent and may still become final; ask eth_getTransactionReceipt for "
                            + hash + " before you send it again");
        }
        if (JsonRpc.quantity(receipt.path("status")) != 1) {
            throw new CommandFailed(
                    "could not " + step.what() + ": " + hash + " was reverted; nothing but its fee moved");
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        long height = JsonRpc.quantity(receipt.path("blockNumber"));
        say("final at height " + height + " after " + millis + " ms");
        var fee = BigInteger.valueOf(JsonRpc.quantity(receipt.path("gasUsed")))
                .multiply(new BigInteger(
                        receipt.path("effectiveGasPrice").asText().substring(2), 16));
        return json(step).put("hash", hash.toString()).put("height", height).put("fee", fee.toString());
    }

    private interface Asking<T> {
        T ask();
    }

    private static <T> T orSay(Step step, Asking<T> asking) {
        try {
            return asking.ask();
        } catch (JsonRpc.Refused refused) {
            throw new CommandFailed("could not " + step.what() + ": " + refused.reason());
        }
    }

    private ObjectNode json(Step step) {
        return MAPPER.createObjectNode()
                .put("what", step.what())
                .put("from", wallet.address().toString())
                .put("to", step.call().to().map(Object::toString).orElse(""))
                .put("value", step.call().value().toString())
                .put("data", step.call().input().toHexString());
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }
}
