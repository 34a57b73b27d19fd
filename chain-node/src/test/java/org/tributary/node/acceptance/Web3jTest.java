// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.execution.Reserved;
import org.tributary.node.Devnet;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.WebSocketClient;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.Transfer;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Convert;

/// A wallet's view: Web3j over HTTP and WebSocket against four validators.
class Web3jTest {
    private static final long POLL_MILLIS = 50;
    private static final int ATTEMPTS = 400;

    @TempDir
    static Path directory;

    private static Devnet devnet;
    private static Web3j web3;

    @BeforeAll
    static void start() {
        devnet = RunningDevnet.start(directory);
        web3 = Web3j.build(new HttpService(RunningDevnet.url(devnet)));
    }

    @AfterAll
    static void stop() {
        web3.shutdown();
        devnet.close();
    }

    private static Credentials credentials(PrivateKey key) {
        return Credentials.create(key.secret().toUnprefixedHexString());
    }

    private static RawTransactionManager manager(PrivateKey key) {
        return new RawTransactionManager(
                web3,
                credentials(key),
                devnet.spec().chainId().number(),
                new PollingTransactionReceiptProcessor(web3, POLL_MILLIS, ATTEMPTS));
    }

    @Test
    void aWalletSendsTokensAndSeesThemArrive() throws Exception {
        var receiver = "0x00000000000000000000000000000000000ABCDE";
        var receipt = new Transfer(web3, manager(devnet.accounts().get(0)))
                .sendFunds(receiver, BigDecimal.valueOf(3), Convert.Unit.ETHER)
                .send();
        assertThat(receipt.isStatusOK()).isTrue();
        assertThat(receipt.getGasUsed()).isEqualTo(BigInteger.valueOf(21_000));
        assertThat(receipt.getFrom())
                .isEqualTo(devnet.accounts().get(0).address().toString());
        var balance = web3.ethGetBalance(receiver, DefaultBlockParameterName.LATEST)
                .send()
                .getBalance();
        assertThat(balance).isEqualTo(new BigInteger("3000000000000000000"));
        var block = web3.ethGetBlockByHash(receipt.getBlockHash(), true).send().getBlock();
        assertThat(block.getNumber()).isEqualTo(receipt.getBlockNumber());
        assertThat(block.getTransactions()).hasSize(1);
    }

    @Test
    void theChainIdIsThatOfTheGenesisFile() throws Exception {
        assertThat(web3.ethChainId().send().getChainId())
                .isEqualTo(BigInteger.valueOf(devnet.spec().chainId().number()));
        assertThat(web3.netVersion().send().getNetVersion())
                .isEqualTo(Long.toString(devnet.spec().chainId().number()));
    }

    @Test
    void aPlatformContractIsCalledAndReadLikeAnyOther() throws Exception {
        var dapp = devnet.accounts().get(1);
        var label = Hash.parse("0x" + "11".repeat(32));
        var sent = manager(dapp)
                .sendEIP1559Transaction(
                        devnet.spec().chainId().number(),
                        BigInteger.ZERO,
                        devnet.spec().token().gasPrice().units(),
                        BigInteger.valueOf(200_000),
                        Reserved.REGISTRY.toString(),
                        Registry.REGISTER_DAPP.encodeCall(AbiValue.of(label)).toHexString(),
                        BigInteger.ZERO);
        assertThat(sent.getError()).isNull();
        var receipt = new PollingTransactionReceiptProcessor(web3, POLL_MILLIS, ATTEMPTS)
                .waitForTransactionReceipt(sent.getTransactionHash());
        assertThat(receipt.isStatusOK()).isTrue();
        assertThat(receipt.getLogs()).hasSize(1);

        var call = Transaction.createEthCallTransaction(
                dapp.address().toString(),
                Reserved.REGISTRY.toString(),
                Registry.DAPP.encodeCall(AbiValue.of(dapp.address())).toHexString());
        var answer = web3.ethCall(call, DefaultBlockParameterName.LATEST).send();
        assertThat(answer.getValue()).endsWith("11".repeat(32));
    }

    @Test
    void badTransactionsAreRefusedInTheWordsThatClientsMatch() throws Exception {
        var poor = new PrivateKey(Bytes32.fromHexString("0x" + "77".repeat(32)));
        var transfer = manager(poor)
                .sendTransaction(
                        devnet.spec().token().gasPrice().units(),
                        BigInteger.valueOf(21_000),
                        "0x00000000000000000000000000000000000ABCDE",
                        "",
                        BigInteger.ONE);
        assertThat(transfer.getError().getMessage()).contains("insufficient funds for gas * price + value");
        var garbage = web3.ethSendRawTransaction("0x02c0").send();
        assertThat(garbage.hasError()).isTrue();
        var head = web3.ethBlockNumber().send().getBlockNumber();
        assertThat(head).isNotNull();
    }

    @Test
    void newHeadsArriveOverAWebSocket() throws Exception {
        var heads = new LinkedBlockingQueue<String>();
        var client = new WebSocketClient(URI.create(RunningDevnet.url(devnet).replace("http", "ws")));
        var service = new WebSocketService(client, false);
        service.connect();
        var socket = Web3j.build(service);
        var subscription = socket.newHeadsNotifications()
                .subscribe(head -> heads.add(head.getParams().getResult().getNumber()));
        new Transfer(web3, manager(devnet.accounts().get(2)))
                .sendFunds("0x00000000000000000000000000000000000ABCDF", BigDecimal.ONE, Convert.Unit.GWEI)
                .send();
        assertThat(heads.poll(10, TimeUnit.SECONDS)).isNotNull();
        subscription.dispose();
        socket.shutdown();
    }

    @Test
    void allValidatorsComeToTheSameBlocks() throws Exception {
        new Transfer(web3, manager(devnet.accounts().get(3)))
                .sendFunds("0x00000000000000000000000000000000000ABCE0", BigDecimal.ONE, Convert.Unit.GWEI)
                .send();
        var height = web3.ethBlockNumber().send().getBlockNumber();
        for (var node : List.copyOf(devnet.nodes())) {
            var other = Web3j.build(
                    new HttpService("http://127.0.0.1:" + node.doors().jsonRpcPort()));
            var hash = Eventually.get(() -> other.ethGetBlockByNumber(DefaultBlockParameter.valueOf(height), false)
                    .send()
                    .getBlock());
            assertThat(hash.getHash())
                    .isEqualTo(web3.ethGetBlockByNumber(DefaultBlockParameter.valueOf(height), false)
                            .send()
                            .getBlock()
                            .getHash());
            other.shutdown();
        }
    }
}
