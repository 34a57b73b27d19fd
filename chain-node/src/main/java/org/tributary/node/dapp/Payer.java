// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.node.dapp.Transactions.Step;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.NodeOptions;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.primitives.Address;
import org.tributary.primitives.crypto.PrivateKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Who signs and pays, at which node, whether that is asked first, and how the command answers.
public final class Payer {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    /// What a command does with an account at a node; the line that it answers with.
    public interface Business {
        Answer with(Purse purse);
    }

    /// @param json where it is asked for
    /// @param text for people; empty for nothing
    public record Answer(ObjectNode json, String text) {}

    /// The account, at a node.
    public record Purse(JsonRpc rpc, PrivateKey key, Payer payer) {
        public Address address() {
            return key.address();
        }

        public boolean isDryRun() {
            return payer.consent.isDryRun();
        }

        /// Sends the transactions one after the other, or in a dry run shows them; `dryRun` and `transactions` of the
        /// answer's JSON.
        public ObjectNode send(List<Step> steps) {
            var wallet = new Wallet(rpc, Network.of(rpc).chainId(), key, new Stop());
            var done = new Transactions(
                            wallet, payer.consent, payer.spec.commandLine().getErr())
                    .run(steps);
            var answer = JsonMapper.builder().build().createObjectNode().put("dryRun", isDryRun());
            answer.set("transactions", done);
            return answer;
        }

        /// Asks whether to go on; nothing is sent.
        void confirm() {
            payer.consent.ask();
        }

        /// Says something on standard error.
        public void say(String line) {
            var err = payer.spec.commandLine().getErr();
            err.println(line);
            err.flush();
        }
    }

    /// Opens node and account, and prints what comes of it.
    ///
    /// @return the exit code
    public int run(Business business) {
        try (var rpc = node.open()) {
            var answer = business.with(new Purse(rpc, account.open(), this));
            var line = json ? answer.json().toString() : answer.text();
            if (!line.isEmpty()) {
                var out = spec.commandLine().getOut();
                out.println(line);
                out.flush();
            }
            return 0;
        }
    }
}
