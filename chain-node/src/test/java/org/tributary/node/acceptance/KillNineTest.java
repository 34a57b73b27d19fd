// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.node.keys.NodeKeys;
import org.tributary.primitives.crypto.PrivateKey;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.Transfer;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Convert;

/// Four validators as separate processes, ended without warning.
class KillNineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RECEIVER = "0x00000000000000000000000000000000000ABCDE";

    @TempDir
    Path temporary;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private Path directory = Path.of(".");
    private long chainId;
    private PrivateKey account = new PrivateKey(Bytes32.leftPad(Bytes.of(1)));

    @BeforeEach
    void start() throws Exception {
        directory = temporary.resolve("network");
        var init = new ProcessBuilder(NodeProcess.command(
                        "genesis",
                        "init",
                        "--preset",
                        "devnet",
                        "--validators",
                        "4",
                        "--accounts",
                        "1",
                        "--out",
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("init.log").toFile())
                .start();
        assertThat(init.waitFor()).isZero();
        chainId = SpecFile.read(directory.resolve("genesis.json"))
                .orBroken("the new genesis file")
                .chainId()
                .number();
        account = firstAccount();
        for (int i = 0; i < 4; i++) {
            nodes.add(NodeProcess.start(config(i)));
        }
    }

    private PrivateKey firstAccount() throws Exception {
        var accounts = directory.resolve("accounts");
        var password = NodeKeys.firstLine(accounts.resolve("password"));
        try (var files = Files.list(accounts)) {
            var file = files.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return KeystoreDirectory.open(file, password).orBroken("an account's keystore");
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    private Path config(int node) {
        return directory.resolve("node-" + node).resolve("node.toml");
    }

    private Web3j web3(int node) {
        return Web3j.build(new HttpService(nodes.get(node).door("rpc")));
    }

    private TransactionReceipt pay(int node) throws Exception {
        var web3 = web3(node);
        var manager = new RawTransactionManager(
                web3,
                Credentials.create(account.secret().toUnprefixedHexString()),
                chainId,
                new PollingTransactionReceiptProcessor(web3, 50, 1_200));
        return new Transfer(web3, manager)
                .sendFunds(RECEIVER, BigDecimal.ONE, Convert.Unit.ETHER)
                .send();
    }

    private BigInteger height(int node) throws Exception {
        return web3(node).ethBlockNumber().send().getBlockNumber();
    }

    private BigInteger received(int node) throws Exception {
        return web3(node)
                .ethGetBalance(RECEIVER, DefaultBlockParameterName.LATEST)
                .send()
                .getBalance();
    }

    @Test
    void oneValidatorMayDieAndComesBackByItself() throws Exception {
        pay(0);
        for (int victim : new int[] {1, 3}) {
            nodes.get(victim).kill();
            assertThat(pay(0).isStatusOK()).isTrue();
            nodes.set(victim, NodeProcess.start(config(victim)));
            var reached = height(0);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> height(victim).compareTo(reached) >= 0);
        }
        // It votes again: with another one dead, the restarted ones are needed for a quorum.
        nodes.get(2).kill();
        assertThat(pay(0).isStatusOK()).isTrue();
    }

    /// Protocol §3, the amnesia rule: nobody has to do anything.
    @Test
    void aValidatorThatLostItsJournalFollowsAndVotesAgainLater() throws Exception {
        pay(0);
        nodes.get(3).kill();
        var votes = directory.resolve("node-3/data/chains/main/votes");
        Files.delete(votes);
        nodes.set(3, NodeProcess.start(config(3)));
        assertThat(votes).exists();
        for (int block = 0; block < 3; block++) {
            assertThat(pay(0).isStatusOK()).isTrue();
        }
        var reached = height(0);
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> height(3).compareTo(reached) >= 0);
        // It votes again: with another one dead, it is needed for a quorum.
        nodes.get(2).kill();
        assertThat(pay(0).isStatusOK()).isTrue();
        assertThat(directory.resolve("node-3/node.log"))
                .content()
                .contains("event=amnesia chain=main", "event=follows_without_voting chain=main until=");
    }

    @Test
    void afterAllDiedNoCommittedBlockIsLost() throws Exception {
        var receipt = pay(0);
        pay(1);
        var reached = height(0);
        var balance = received(0);
        for (var node : nodes) {
            node.kill();
        }
        for (int i = 0; i < 4; i++) {
            nodes.set(i, NodeProcess.start(config(i)));
        }
        assertThat(height(0)).isGreaterThanOrEqualTo(reached);
        assertThat(received(0)).isEqualTo(balance);
        var found = web3(0).ethGetTransactionReceipt(receipt.getTransactionHash())
                .send()
                .getTransactionReceipt();
        assertThat(found.map(TransactionReceipt::getBlockHash)).contains(receipt.getBlockHash());
        assertThat(pay(2).isStatusOK()).isTrue();
    }
}
