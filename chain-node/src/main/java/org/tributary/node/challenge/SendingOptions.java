// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.transaction.Call;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.dapp.AccountOptions;
import org.tributary.node.dapp.Consent;
import org.tributary.node.dapp.Transactions;
import org.tributary.node.dapp.Transactions.Step;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who sends, whether it is sent, and how what came of it is said.
final class SendingOptions {
    private static final Duration HEARTBEATS = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    PrivateKey key() {
        return account.open();
    }

    /// Sends one transaction to Challenges and says what came of it.
    ///
    /// @param what it does, to finish the sentence "could not …"
    /// @param said before it is sent: what it may cost, and bring
    void send(JsonRpc rpc, CommandLine line, PrivateKey key, Deed deed, List<String> said) {
        var progress = line.getErr();
        said.forEach(progress::println);
        var wallet = new Wallet(rpc, new ChainId(rpc.quantity("eth_chainId")), key, new Stop());
        var call = new Call(Optional.of(Reserved.CHALLENGES), deed.value().units(), deed.input());
        if (!deed.early().isEmpty()) {
            awaitTime(wallet, call, deed.early());
        }
        var transactions = new Transactions(wallet, consent, progress).run(List.of(new Step(deed.what(), call)));
        var answer = MAPPER.createObjectNode().put("dryRun", consent.isDryRun());
        answer.set("transactions", transactions);
        if (!consent.isDryRun()) {
            var hash = transactions.get(0).path("hash");
            var logs = rpc.call("eth_getTransactionReceipt", hash).path("logs");
            answer.setAll(new History(rpc).outcome(logs));
        }
        say(line.getOut(), answer);
    }

    /// One transaction.
    ///
    /// @param early how main refuses it as long as it is too early for it; empty where it never is
    record Deed(String what, Amount value, Bytes input, String early) {
        Deed(String what, Amount value, Bytes input) {
            this(what, value, input, "");
        }
    }

    /// Main's time is that of its newest block, which may be a heartbeat old.
    private static void awaitTime(Wallet wallet, Call call, String early) {
        var _ = new Stop().until("main's next block", HEARTBEATS, POLL, () -> {
            try {
                return Optional.of(wallet.sign(call));
            } catch (JsonRpc.Refused refused) {
                if (refused.reason().contains(early)) {
                    return Optional.empty();
                }
                throw new CommandFailed("main refuses it: " + refused.reason());
            }
        });
    }

    private void say(PrintWriter out, ObjectNode answer) {
        if (json) {
            out.println(answer);
        } else if (answer.has("state")) {
            out.println(History.sentence(answer));
        }
        out.flush();
    }
}
